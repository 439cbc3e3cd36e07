import { execFile, execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type IntegrationPlaces,
  installIntegration,
  integrationStatus,
  removeIntegration,
} from '../../../../src/host/integration/integration.ts';
import { linuxFiles } from '../../../../src/host/integration/linuxFiles.ts';
import { macFiles } from '../../../../src/host/integration/macWorkflow.ts';
import { shellWord, windowsWord } from '../../../../src/host/integration/quoting.ts';
import { withoutThunarActions, withThunarActions } from '../../../../src/host/integration/thunarActions.ts';
import { verbsFor } from '../../../../src/host/integration/verbs.ts';
import { registryInstall, registryRemoval } from '../../../../src/host/integration/windowsRegistry.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';

const verbs = verbsFor(['scans & "slides" 50%', '祖母の写真'], 'command');
const run = promisify(execFile);

async function linuxHome(): Promise<IntegrationPlaces> {
  const home = await temporaryFolder();
  return { platform: 'linux', home, environment: {}, record: join(home, 'patina', 'integration.json') };
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** A program that writes down what it is given, with a name that every format must quote. */
async function listener(): Promise<{ command: string[]; heard: () => Promise<string[]> }> {
  const folder = await temporaryFolder();
  const [script, log] = [join(folder, 'it\'s a $HOME `100%` "one".mjs'), join(folder, 'log')];
  await writeFile(
    script,
    `import { writeFileSync } from 'node:fs'; writeFileSync(${JSON.stringify(log)}, JSON.stringify(process.argv.slice(2)));`,
  );
  return {
    command: [process.execPath, script],
    heard: async () => JSON.parse(await readFile(log, 'utf8')) as string[],
  };
}

describe('the integration on Linux', () => {
  test('adds the verbs, says what it added, and takes away exactly that', async () => {
    const places = await linuxHome();
    const actions = join(places.home, '.config', 'Thunar', 'uca.xml');
    const mine =
      '<?xml version="1.0"?>\n<actions>\n<action><name>Mine</name><unique-id>1-1</unique-id></action>\n</actions>\n';
    await mkdir(dirname(actions), { recursive: true });
    await writeFile(actions, mine);
    const others = join(places.home, '.local', 'share', 'nautilus', 'scripts', 'mine');
    await mkdir(dirname(others), { recursive: true });
    await writeFile(others, 'mine');

    const files = await installIntegration(verbs, ['patina'], places);
    expect(files.map((file) => basename(file))).toEqual(
      expect.arrayContaining(['patina.desktop', 'patina-restore.nemo_action', 'Restore with Patina', 'uca.xml']),
    );
    expect((await integrationStatus(places))?.files.every(({ state }) => state === 'ours')).toBe(true);
    // Once more, as after a new preset: nothing is there twice.
    await installIntegration(verbs, ['patina'], places);
    expect((await readFile(actions, 'utf8')).match(/<unique-id>patina-restore</g)).toHaveLength(1);

    expect(await removeIntegration(places)).toEqual([]);
    expect(await readFile(actions, 'utf8')).toBe(mine);
    expect((await filesBelow(places.home)).sort()).toEqual([actions, others].sort());
    expect(await integrationStatus(places)).toBeNull();
  });

  test('leaves nothing at all where nothing was', async () => {
    const places = await linuxHome();
    await installIntegration(verbs, ['patina'], places);
    await removeIntegration(places);
    expect(await filesBelow(places.home)).toEqual([]);
  });

  test('touches no file that somebody else wrote or changed', async () => {
    const places = await linuxHome();
    const script = join(places.home, '.local', 'share', 'nautilus', 'scripts', 'Restore with Patina');
    await mkdir(dirname(script), { recursive: true });
    await writeFile(script, 'mine');
    await expect(installIntegration(verbs, ['patina'], places)).rejects.toMatchObject({ code: 'output-unwritable' });
    expect(await filesBelow(places.home)).toEqual([script]);

    const free = await linuxHome();
    const [changed = ''] = await installIntegration(verbs, ['patina'], free);
    await writeFile(changed, 'mine now');
    expect(await removeIntegration(free)).toEqual([changed]);
    expect(await filesBelow(free.home)).toEqual([changed]);
  });

  test('its scripts run the command with the photos that are selected, whatever their names', async () => {
    const { command, heard } = await listener();
    const photos = ['a b.jpg', "it's 100% #1.png", '祖母 $HOME "x".tif', '-i.jpg'];
    for (const { path, content, executable } of linuxFiles(verbs, command, await temporaryFolder())) {
      if (!path.includes('nautilus')) continue;
      expect(executable).toBe(true);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content, { mode: 0o755 });
      expect((await stat(path)).mode & 0o100).toBe(0o100);
      await run(path, photos);
      const verb = verbs.find(({ names }) => basename(path) === names.en.replaceAll('/', '_'));
      expect(await heard()).toEqual([...(verb?.args ?? []), ...photos]);
    }
  });

  test('Thunar’s commands reach the shell as they are meant', async () => {
    const { command, heard } = await listener();
    const xml = withThunarActions('', verbs, command) ?? '';
    const commands = [...xml.matchAll(/<command>(.*)<\/command>/g)].map(([, text = '']) =>
      text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
    );
    expect(commands).toHaveLength(verbs.length);
    for (const [index, text] of commands.entries()) {
      const line = text.replace(/%(.)/g, (_, code: string) => (code === 'F' ? shellWord('a b.jpg') : '%'));
      await run('/bin/sh', ['-c', line]);
      expect(await heard()).toEqual([...(verbs[index]?.args ?? []), 'a b.jpg']);
    }
  });

  test('Thunar’s other actions stay as they are, byte for byte', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('A', 'patina', '<b/>', '\r\n', 'é')), (parts) => {
        const xml = `<actions>\n<action>\n<name>${parts.join('')}</name>\n<unique-id>9</unique-id>\n</action>\n${parts.join('')}</actions>\n\n`;
        const added = withThunarActions(xml, verbs, ['patina']) ?? '';
        expect(added).toContain('patina-restore');
        expect(withoutThunarActions(added)).toBe(xml);
      }),
    );
    expect(withThunarActions('<other/>', verbs, ['patina'])).toBeNull();
  });

  test('its entries pass the validator of the desktop', async ({ skip }) => {
    try {
      execFileSync('desktop-file-validate', ['--help'], { stdio: 'ignore' });
    } catch {
      skip('desktop-file-validate is not installed (Debian: desktop-file-utils)');
    }
    const folder = await temporaryFolder();
    const { command } = await listener();
    for (const { path, content } of linuxFiles(verbs, command, folder)) {
      if (!path.endsWith('applications/patina.desktop')) continue;
      const file = join(folder, 'patina.desktop');
      await writeFile(file, content);
      const { stdout } = await run('desktop-file-validate', [file]);
      expect(stdout).toBe('');
    }
  });
});

describe('the integration on Windows', () => {
  test('gives every kind of photo a submenu and takes the same keys away', () => {
    const install = registryInstall(verbs, ['C:\\Program Files\\Patina\\patina.exe']);
    const removal = registryRemoval();
    const removed = [...removal.matchAll(/^\[-(.*)\]\r$/gm)].map(([, key]) => key ?? '');
    expect(removed).toHaveLength(10);
    for (const [, key = ''] of install.matchAll(/^\[([^-].*)\]\r$/gm)) {
      expect(key).toMatch(/^HKEY_CURRENT_USER\\Software\\Classes\\SystemFileAssociations\\\.\w+\\shell\\Patina/);
      expect(removed.some((each) => key === each || key.startsWith(`${each}\\`))).toBe(true);
    }
    expect(install).toContain(
      '@="\\"C:\\\\Program Files\\\\Patina\\\\patina.exe\\" \\"restore\\" \\"--notify\\" \\"--usual\\" \\"%1\\""\r\n',
    );
    expect(install.startsWith('\ufeffWindows Registry Editor Version 5.00\r\n')).toBe(true);
  });

  test('quotes words as the C runtime takes them apart', () => {
    expect(windowsWord('a b')).toBe('"a b"');
    expect(windowsWord('say "hi"')).toBe('"say \\"hi\\""');
    expect(windowsWord('C:\\dir\\')).toBe('"C:\\dir\\\\"');
    expect(windowsWord('a\\"b')).toBe('"a\\\\\\"b"');
  });
});

test('the Quick Actions of macOS are well-formed and carry the command', async () => {
  const { command } = await listener();
  const files = macFiles(verbs, command, '/Users/x/Library/Services');
  expect(files).toHaveLength(2 * verbs.length);
  for (const { path, content } of files) {
    expect(path).toMatch(/^\/Users\/x\/Library\/Services\/[^/]+\.workflow\/Contents\/(Info\.plist|document\.wflow)$/);
    const open = [...content.matchAll(/<(dict|array|string|key|integer|plist)\b[^>]*>/g)].map(([, name]) => name);
    const close = [...content.matchAll(/<\/(\w+)>/g)].map(([, name]) => name);
    for (const name of new Set(open)) {
      expect(close.filter((each) => each === name)).toHaveLength(open.filter((each) => each === name).length);
    }
    expect(content).not.toMatch(/&(?!amp;|lt;|gt;|quot;)/);
  }
});
