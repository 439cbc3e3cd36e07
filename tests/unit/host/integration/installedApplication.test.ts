import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { installedApplication } from '../../../../src/host/integration/installedApplication.ts';
import { verbsFor } from '../../../../src/host/integration/verbs.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';

test.each([
  ['linux', { APPIMAGE: 'Patina.AppImage' }, 'Patina.AppImage'],
  ['win32', { LOCALAPPDATA: 'local' }, 'local/Programs/Patina/Patina.exe'],
  ['darwin', {}, 'Applications/Patina.app/Contents/MacOS/Patina'],
] as const)('the application is found where its installer puts it: %s', async (platform, names, path) => {
  const home = await temporaryFolder();
  const environment = Object.fromEntries(Object.entries(names).map(([name, value]) => [name, join(home, value)]));
  expect(await installedApplication({ platform, home, environment })).toBeNull();
  await mkdir(dirname(join(home, path)), { recursive: true });
  await writeFile(join(home, path), '');
  expect(await installedApplication({ platform, home, environment })).toBe(join(home, path));
});

test('the verbs say the same to the application and to the command line', () => {
  const argsFor = (target: 'application' | 'command') => verbsFor(['Old prints'], target).map(({ args }) => args);
  expect(argsFor('application')).toEqual([['--restore'], ['--restore', '--preset', 'Old prints'], []]);
  expect(argsFor('command')).toEqual([
    ['restore', '--notify', '--usual'],
    ['restore', '--notify', '--recipe', 'Old prints'],
    ['serve', '--open'],
  ]);
});
