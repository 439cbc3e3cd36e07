import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { assertReachable, type Maker } from '../../scripts/package/configuration.ts';
import { fuses } from '../../scripts/package/fuses.ts';
import { writeIcons } from '../../scripts/package/icons.ts';
import { formatsFor, makeInstallers } from '../../scripts/package/installers.ts';
import { afterInstall, afterRemove, launcherScript } from '../../scripts/package/launcher.ts';
import { type TargetName, targetNames, targets } from '../../scripts/package/targets.ts';
import { windowsMenuScript } from '../../scripts/package/windowsMenu.ts';
import { verbsFor } from '../../src/host/integration/verbs.ts';
import { fileEndings } from '../../src/shared/model/image.ts';
import { burntFuses, electronDistribution } from '../support/electronDistribution.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

let icons: string;
beforeAll(async () => {
  icons = join(await temporaryFolder(), 'icons');
  await writeIcons(icons);
});

function isThere(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;
}

it('the icons are there in every size, in the containers of Windows and macOS too', async () => {
  for (const size of [16, 24, 32, 48, 64, 128, 256, 512]) {
    expect(await sharp(join(icons, `${size}x${size}.png`)).metadata()).toMatchObject({ width: size, height: size });
  }
  const windows = readFileSync(join(icons, 'icon.ico'));
  const sizes: number[] = [];
  for (let entry = 6; entry < 6 + 16 * windows.readUInt16LE(4); entry += 16) {
    const [bytes, place] = [windows.readUInt32LE(entry + 8), windows.readUInt32LE(entry + 12)];
    const { width } = await sharp(windows.subarray(place, place + bytes)).metadata();
    expect(windows.readUInt8(entry)).toBe(width === 256 ? 0 : width);
    sizes.push(width);
  }
  expect(sizes).toEqual([16, 24, 32, 48, 64, 128, 256]);
  const mac = readFileSync(join(icons, 'icon.icns'));
  expect([mac.toString('latin1', 0, 4), mac.readUInt32BE(4)]).toEqual(['icns', mac.length]);
  for (let chunk = 8; chunk < mac.length; chunk += mac.readUInt32BE(chunk + 4)) {
    const { width, height } = await sharp(mac.subarray(chunk + 8, chunk + mac.readUInt32BE(chunk + 4))).metadata();
    expect(width).toBe(height);
  }
});

/** Packs a small program as electron-builder does, in one of its formats; resolves with the folder of what it made. */
async function pack(target: TargetName, format: string, maker: Maker | null = null): Promise<string> {
  const folder = await temporaryFolder();
  const write = (file: string, content: string) => {
    mkdirSync(join(folder, file, '..'), { recursive: true });
    writeFileSync(join(folder, file), content);
    return join(folder, file);
  };
  write(
    'archive/package.json',
    '{"name":"patina","version":"1.2.3","description":"Says it.","license":"MIT","main":"main.js"}',
  );
  write('archive/main.js', 'window');
  write('outside/out/engine.js', 'engine');
  write('outside/resources/models/m/tile.onnx', 'model');
  write('outside/node_modules/native/index.node', 'native');
  write('outside/node_modules/native/node_modules/inner/index.js', 'inner');
  const options = {
    stage: {
      archive: join(folder, 'archive'),
      outside: join(folder, 'outside'),
      licences: write('licences.txt', 'MIT'),
    },
    parts: {
      icons,
      windowsMenu: write('menu.nsh', windowsMenuScript(verbsFor([], 'application'))),
      afterInstall: write('afterInstall', afterInstall),
      afterRemove: write('afterRemove', afterRemove),
    },
    output: join(folder, 'installers'),
    electron: electronDistribution(target, join(folder, 'electron')),
    electronVersion: '45.4.1',
    updateFeed: null,
    maker,
  };
  await makeInstallers(target, options, [format]);
  return join(folder, 'installers');
}

describe('electron-builder, with a stand-in for Electron', () => {
  it.each(targetNames)('packs %s: the window in the archive, the rest outside, fuses burnt', async (target) => {
    const installers = await pack(target, 'dir');
    const isMac = target === 'darwin-arm64';
    const [unpacked = ''] = readdirSync(installers).filter((name) => /unpacked|^mac/.test(name));
    const program = join(installers, unpacked, isMac ? 'Patina.app/Contents' : '');
    const resources = join(program, isMac ? 'Resources' : 'resources');
    const archive = readFileSync(join(resources, 'app.asar'), 'latin1');
    expect(archive).toContain('window');
    expect(archive).not.toContain('native');
    const beside = readdirSync(join(resources, 'app.asar.unpacked'), { recursive: true });
    expect(beside).toEqual(
      expect.arrayContaining([
        'out/engine.js',
        'resources/models/m/tile.onnx',
        'node_modules/native/index.node',
        'node_modules/native/node_modules/inner/index.js',
      ]),
    );
    expect(readFileSync(join(resources, 'licences.txt'), 'utf8')).toBe('MIT');
    // No address is asked for newer versions, and Electron's own program is gone.
    expect(readdirSync(resources)).not.toEqual(expect.arrayContaining(['app-update.yml']));
    expect(readdirSync(resources)).not.toEqual(expect.arrayContaining(['default_app.asar']));
    const binary = {
      'linux-x64': 'patina.bin',
      'win32-x64': 'Patina.exe',
      'darwin-arm64': 'Frameworks/Electron Framework.framework/Electron Framework',
    }[target];
    expect(burntFuses(join(program, binary))).toEqual([
      fuses.RunAsNode,
      fuses.EnableCookieEncryption,
      fuses.EnableNodeOptionsEnvironmentVariable,
      fuses.EnableNodeCliInspectArguments,
      fuses.EnableEmbeddedAsarIntegrityValidation,
      fuses.OnlyLoadAppFromAsar,
      fuses.LoadBrowserProcessSpecificV8Snapshot,
      fuses.GrantFileProtocolExtraPrivileges,
    ]);
    if (target === 'linux-x64') expect(readFileSync(join(program, 'patina'), 'utf8')).toBe(launcherScript);
    if (!isMac) return;
    const list = readFileSync(join(program, 'Info.plist'), 'utf8');
    for (const ending of Object.values(fileEndings).flat()) expect(list).toContain(`<string>${ending}</string>`);
    expect(list).toContain('<string>1.2.3</string>');
    expect(list).toContain('<string>Alternate</string>');
  });

  it('hands a deb over with who made it, what it is, its icons, and what the desktop is told', async () => {
    const tool = await temporaryFolder();
    const heard = join(tool, 'heard');
    // Stands for the program that makes debs, and hears what it is told.
    writeFileSync(
      join(tool, 'fpm'),
      `#!/bin/sh\nfor word do printf '%s\\0' "$word" >> ${heard}\ncase "$word" in *.desktop=*) cp "\${word%%=*}" ${heard}.desktop;; esac\ndone\n`,
    );
    chmodSync(join(tool, 'fpm'), 0o755);
    vi.stubEnv('CUSTOM_FPM_PATH', join(tool, 'fpm'));
    try {
      const maintainer = 'Ada Example <ada@example.org>';
      await pack('linux-x64', 'deb', { maintainer, homepage: 'https://example.org/patina' });
    } finally {
      vi.unstubAllEnvs();
    }
    const words = readFileSync(heard, 'utf8').split('\0');
    const said = (option: string) => words[words.indexOf(option) + 1];
    expect(said('--maintainer')).toBe('Ada Example <ada@example.org>');
    expect(said('--url')).toBe('https://example.org/patina');
    expect(said('--vendor')).toBe('The Patina authors');
    expect(said('--category')).toBe('graphics');
    expect(said('--license')).toBe('MIT');
    expect(said('--version')).toBe('1.2.3');
    expect(said('--description')).toContain('Restore photos by instruction');
    for (const size of [16, 24, 32, 48, 64, 128, 256, 512]) {
      expect(words.some((word) => word.endsWith(`=/usr/share/icons/hicolor/${size}x${size}/apps/patina.png`))).toBe(
        true,
      );
    }
    const entry = readFileSync(`${heard}.desktop`, 'utf8');
    expect(entry).toContain('Name=Patina\n');
    expect(entry).toContain('Exec=/opt/Patina/patina %U\n');
    expect(entry).toContain('Categories=Graphics;Photography;\n');
    for (const format of Object.keys(fileEndings)) expect(entry).toContain(`image/${format};`);
    if (isThere('desktop-file-validate')) execFileSync('desktop-file-validate', [`${heard}.desktop`]);
  });

  it('names nobody who cannot be reached', () => {
    const homepage = 'https://example.org';
    expect(() => assertReachable({ maintainer: 'Ada', homepage })).toThrow('NAME <NAME@HOST>');
    expect(() => assertReachable({ maintainer: 'Ada <ada@example.org>', homepage: 'example' })).toThrow('https://');
    expect(formatsFor(targets['linux-x64'].formats, null)).toEqual(['AppImage']);
  });
});

describe('the start on Linux', () => {
  async function installed(unshare: string, isHelperReady = false): Promise<string> {
    const folder = await temporaryFolder();
    const write = (file: string, content: string) => {
      writeFileSync(join(folder, file), content);
      chmodSync(join(folder, file), 0o755);
    };
    write('patina', launcherScript);
    write('patina.bin', '#!/bin/sh\necho started "$@"\n');
    write('unshare', `#!/bin/sh\n${unshare}\n`);
    write('chrome-sandbox', '');
    if (isHelperReady) chmodSync(join(folder, 'chrome-sandbox'), 0o4755);
    return folder;
  }
  const start = (folder: string, program = join(folder, 'patina')) =>
    spawnSync(program, ['a b.jpg', '--no-sandbox'], {
      encoding: 'utf8',
      env: { ...process.env, PATH: `${folder}:/usr/bin:/bin`, DISPLAY: '', WAYLAND_DISPLAY: '' },
    });

  it('is the program itself where a sandbox can be had, through a link too', async () => {
    const folder = await installed('exit 0');
    symlinkSync(join(folder, 'patina'), join(folder, 'link'));
    for (const program of ['patina', 'link']) {
      expect(start(folder, join(folder, program))).toMatchObject({
        status: 0,
        stdout: 'started a b.jpg --no-sandbox\n',
      });
    }
  });

  it('says what to do where user namespaces are restricted, and never goes on without a sandbox', async () => {
    const folder = await installed('exit 1');
    const { status, stdout, stderr } = start(folder);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^Patina cannot start: this system lets no ordinary program open a sandbox/);
    expect(stderr).toContain('Install the .deb package');
    expect(readFileSync('docs/troubleshooting.md', 'utf8')).toContain('## Patina does not start on Linux');
  });

  it('goes on with the helper that the deb package installs', async ({ skip }) => {
    const folder = await installed('exit 1', true);
    if (statSync(join(folder, 'chrome-sandbox')).uid !== 0) skip('Only root can make a helper that belongs to root.');
    expect(start(folder).status).toBe(0);
  });

  it('is prepared by scripts that a shell understands', async () => {
    for (const script of [launcherScript, afterInstall, afterRemove]) {
      expect(() => execFileSync('sh', ['-n'], { input: script })).not.toThrow();
    }
  });
});

describe('the menu of the Explorer', () => {
  it('is installed and removed by the script: run by Wine where that is installed', async ({ skip }) => {
    if (!isThere('makensis')) skip('makensis is not installed (Debian: nsis)');
    const folder = await temporaryFolder();
    const script = `\ufeff${windowsMenuScript(verbsFor(['scans $"1" 50%'], 'application'))}`;
    writeFileSync(join(folder, 'menu.nsh'), script);
    const lines = [
      'Unicode true',
      'Target amd64-unicode',
      'Name Patina',
      `OutFile ${join(folder, 'install.exe')}`,
      'RequestExecutionLevel user',
      'SilentInstall silent',
      'SilentUnInstall silent',
      `!include ${join(folder, 'menu.nsh')}`,
      'Section',
      'StrCpy $INSTDIR "C:\\Patina"',
      'CreateDirectory $INSTDIR',
      '!insertmacro customInstall',
      'WriteUninstaller "$INSTDIR\\remove.exe"',
      'SectionEnd',
      'Section un.Patina',
      '!insertmacro customUnInstall',
      'SectionEnd',
    ];
    writeFileSync(join(folder, 'installer.nsi'), lines.join('\n'));
    execFileSync('makensis', ['-V2', '-WX', join(folder, 'installer.nsi')]);
    if (!isThere('wine')) return;
    const wine = (...args: string[]) =>
      spawnSync('wine', args, {
        encoding: 'utf8',
        env: { ...process.env, WINEPREFIX: join(folder, 'wine'), WINEARCH: 'win64', WINEDEBUG: '-all', DISPLAY: '' },
      });
    const registry = () => wine('reg', 'query', 'HKCU\\Software\\Classes', '/s').stdout;
    expect(wine(join(folder, 'install.exe')).status).toBe(0);
    const there = registry();
    expect(there).toContain('\\SystemFileAssociations\\.jpg\\shell\\Patina\\shell\\1-restore');
    expect(there).toContain('Restore with Patina: scans $"1" 50%');
    expect(there).toContain('"C:\\Patina\\Patina.exe" "--restore" "%1"');
    expect(there).toMatch(/\.webp\\OpenWithProgids\s+Patina\.Photo/);
    expect(wine('C:\\Patina\\remove.exe', '_?=C:\\Patina').status).toBe(0);
    expect(
      registry()
        .split('\n')
        .filter((line) => line.includes('Patina')),
    ).toEqual([]);
    wine('wineboot', '--kill');
  });
});
