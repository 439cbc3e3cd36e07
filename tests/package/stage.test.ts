import { spawnSync } from 'node:child_process';
import { cp, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { isAllowed, licencesOf, licencesText } from '../../scripts/package/licences.ts';
import { packagesFor, readLock } from '../../scripts/package/lockedPackages.ts';
import { missingPackages, packedFiles } from '../../scripts/package/packedFiles.ts';
import { judge } from '../../scripts/package/sizes.ts';
import { filesBelow, type Stage, stageProgram } from '../../scripts/package/stage.ts';
import { targetNames, targets } from '../../scripts/package/targets.ts';
import { photoFile } from '../support/photoFile.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const native = ['onnxruntime-node', 'sharp'];
const lock = readLock();

describe('the packages of an installer', () => {
  it.each(targetNames)('are those of %s, and of no other computer', (name) => {
    const target = targets[name];
    const packages = packagesFor(native, target, lock);
    const names = packages.map((each) => each.name);
    expect(names).toEqual(expect.arrayContaining([...native, 'onnxruntime-common', `@img/sharp-${name}`]));
    expect(names.filter((each) => each.startsWith('@img/sharp-')).every((each) => each.endsWith(name))).toBe(true);
    const runtime = packages.find((each) => each.name === 'onnxruntime-node');
    if (runtime === undefined) throw new Error('There is no ONNX Runtime.');
    const binaries = packedFiles(runtime, target).filter((file) => file.startsWith('bin/'));
    expect(binaries.length).toBeGreaterThan(1);
    expect(binaries.filter((file) => !file.startsWith(`bin/napi-v6/${target.platform}/${target.arch}/`))).toEqual([]);
    expect(binaries.filter((file) => file.endsWith('onnxruntime_binding.node'))).toHaveLength(1);
  });

  it('are named with the way to get them where they are not installed', async () => {
    const project = await temporaryFolder();
    const [first] = packagesFor(['sharp'], targets['win32-x64'], lock);
    expect(missingPackages(first === undefined ? [] : [first], project)).toMatch(
      /^Not installed here: @img\/colour@[\d.]+\. Get it with: npm install --no-save --force --ignore-scripts @img\/colour@[\d.]+$/,
    );
  });

  it('must be locked', () => {
    expect(() => packagesFor(['left-pad'], targets['linux-x64'], lock)).toThrow(
      'package-lock.json does not hold left-pad',
    );
  });
});

describe('the licences', () => {
  it('are known, and come with their words and those of the models', () => {
    const licences = licencesOf(packagesFor(native, targets['linux-x64'], lock));
    const names = licences.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining([
        ...native,
        'react',
        'zod',
        'i18next',
        'Patina text encoder',
        '@img/sharp-libvips-linux-x64',
      ]),
    );
    expect(licences.filter(({ text }) => text.length < 80)).toEqual([]);
    const text = licencesText(licences);
    const wanted = [
      'GNU LESSER GENERAL PUBLIC LICENSE',
      'Copyright (c) Microsoft',
      'Mozilla Public License',
      'MICROSOFT DIRECTX MACHINE LEARNING (DIRECTML)',
      'University of Illinois/NCSA',
      'protocolbuffers/protobuf',
    ];
    for (const words of wanted) expect(text).toContain(words);
  });

  it('stop the packaging where one is not known', async () => {
    expect(['MIT', '(MIT OR GPL-3.0)', 'Apache-2.0 AND LGPL-3.0-or-later'].map(isAllowed)).toEqual([true, true, true]);
    expect(['GPL-3.0', 'MIT AND GPL-3.0', 'SEE LICENSE IN x', ''].map(isAllowed)).toEqual([false, false, false, false]);
    const project = await temporaryFolder();
    const write = async (file: string, content: string) => {
      await mkdir(join(project, file, '..'), { recursive: true });
      await writeFile(join(project, file), content);
    };
    await write('out/index.js.map', JSON.stringify({ sources: ['../node_modules/odd/index.js', '../src/ours.ts'] }));
    await write(
      'resources/models/m/manifest.json',
      '{"title":"M","version":"1.0.0","licence":"MIT","trainingData":"ours"}',
    );
    await write('node_modules/odd/package.json', '{"name":"odd","version":"1.0.0","license":"Proprietary"}');
    expect(() => licencesOf([], project)).toThrow('odd has the licence "Proprietary", which is not known');
    await write('node_modules/odd/package.json', '{"name":"odd","version":"1.0.0","license":"MIT"}');
    expect(() => licencesOf([], project)).toThrow('odd comes without the text of its licence');
    await write('node_modules/odd/LICENSE', 'Permission is hereby granted.');
    expect(licencesOf([], project).map(({ name }) => name)).toEqual(['odd', 'M']);
  });
});

it('an installer that is too heavy is a fault', () => {
  const weight = (part: string, packed: number) => ({ part, packed, files: 1, bytes: packed });
  expect(judge([weight('engine', 39e6), weight('Electron', 120e6)]).faults).toEqual([]);
  expect(judge([weight('engine', 41e6), weight('Electron', 160e6)]).faults).toEqual([
    "Patina's own part packs to 41.0 MB; at most 40 MB.",
    'The installer comes to 201.0 MB; at most 200 MB.',
  ]);
});

describe('what is staged for Linux', () => {
  let staged: Stage;
  let folder: string;
  beforeAll(async () => {
    folder = await temporaryFolder();
    staged = await stageProgram('linux-x64', join(folder, 'stage'));
  });

  it('has the window in the archive, and engine, native modules and models outside', async () => {
    const inside = filesBelow(staged.archive);
    expect(inside).toEqual(expect.arrayContaining(['package.json', 'out/main/index.js', 'out/preload/index.cjs']));
    expect(inside.filter((file) => /node_modules|\.node$|\.onnx$|\.map$/.test(file))).toEqual([]);
    const outside = filesBelow(staged.outside);
    expect(outside).toEqual(
      expect.arrayContaining([
        'out/processes/engineProcess.js',
        'out/processes/inferenceProcess.js',
        'resources/models/instruct/tile.onnx',
        'resources/sample/sample.jpg',
      ]),
    );
    expect(outside.filter((file) => /out\/cli|\.map$|\.d\.ts$|darwin|win32/.test(file))).toEqual([]);
    const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
    const manifest = JSON.parse(await readFile(join(staged.archive, 'package.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    expect(manifest).toMatchObject({ version, main: 'out/main/index.js', type: 'module' });
    expect(manifest).not.toHaveProperty('dependencies');
  });

  it('is a program that runs by itself: it opens a photo, understands a sentence, restores', async () => {
    // The folders by the names that Electron gives them, far from the project and its packages.
    const program = join(folder, 'program');
    await mkdir(program);
    await cp(staged.archive, join(program, 'app.asar'), { recursive: true });
    await symlink(staged.outside, join(program, 'app.asar.unpacked'));
    const photo = await photoFile({ width: 96, height: 72, noise: 20 });
    const tsx = new URL(import.meta.resolve('tsx')).href;
    const loaders = ['--import', tsx, '--import', resolve('tests/support/electron/register.mjs')];
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [...loaders, resolve('tests/support/electron/restoreOnce.ts'), photo],
      {
        cwd: join(program, 'app.asar'),
        encoding: 'utf8',
        env: {
          ...process.env,
          PATINA_DATA: await temporaryFolder(),
          PATINA_CACHE: await temporaryFolder(),
        },
      },
    );
    const last = stdout.trim().split('\n').at(-1) ?? '';
    if (!last.startsWith('{')) throw new Error(`The staged program said nothing useful: ${stdout}${stderr}`);
    expect(JSON.parse(last)).toMatchObject({
      models: ['diagnose', 'fast', 'instruct', 'text'],
      step: 'denoise',
      job: 'done',
    });
  });

  it('is named in one line where Electron is missing', async () => {
    const empty = await temporaryFolder();
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', 'scripts/package.ts', '--target', 'linux-x64'],
      {
        encoding: 'utf8',
        env: { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: empty, ELECTRON_MIRROR: 'http://127.0.0.1:9' },
      },
    );
    expect(stdout).toContain('Patina without Electron');
    expect(status).toBe(1);
    const said = stderr.split('\n').filter((line) => line.includes('Electron'));
    expect(said).toEqual([
      expect.stringMatching(/^Electron [\d.]+ for linux-x64 is not here and cannot be downloaded/),
    ]);
    expect(await readdir('out/package/linux-x64/icons')).toContain('512x512.png');
  });
});
