import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { electronBinary, electronFlags, usableElectron } from '../../../scripts/findElectron.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

/** A folder that holds what a system's Electron is called. */
async function folderWith(name: string): Promise<string> {
  const folder = await temporaryFolder();
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), '');
  return folder;
}

describe('the binary of Electron', () => {
  it.each([
    ['linux', 'electron'],
    ['win32', 'electron.exe'],
    ['darwin', 'Electron.app/Contents/MacOS/Electron'],
  ] as const)('is found under the name it has on %s', async (platform, name) => {
    const folder = await folderWith(name);
    expect(electronBinary({ ELECTRON_OVERRIDE_DIST_PATH: folder }, platform)).toBe(join(folder, name));
  });

  it('is not believed to be there because a folder was named', async () => {
    expect(electronBinary({ ELECTRON_OVERRIDE_DIST_PATH: await temporaryFolder() }, 'linux')).toBeNull();
  });

  it('is not one of another system', async () => {
    const folder = await folderWith('electron.exe');
    expect(electronBinary({ ELECTRON_OVERRIDE_DIST_PATH: folder }, 'linux')).toBeNull();
  });
});

it('is started without a sandbox for root only', () => {
  expect([electronFlags(0), electronFlags(1000)]).toEqual([['--no-sandbox'], []]);
});

describe('Electron for tests', () => {
  it('needs a display on Linux, of either kind, and says how to have one', async () => {
    const folder = await folderWith('electron');
    const on = (displays: object) => usableElectron({ ELECTRON_OVERRIDE_DIST_PATH: folder, ...displays }, 'linux');
    const usable = { binary: join(folder, 'electron'), missing: null };
    expect(on({ DISPLAY: ':0' })).toEqual(usable);
    expect(on({ DISPLAY: '', WAYLAND_DISPLAY: 'wayland-0' })).toEqual(usable);
    expect(on({ DISPLAY: '' })).toEqual({ binary: null, missing: expect.stringContaining('xvfb-run npm test') });
  });

  it('always has one elsewhere', async () => {
    const folder = await folderWith('electron.exe');
    const found = usableElectron({ ELECTRON_OVERRIDE_DIST_PATH: folder }, 'win32');
    expect(found).toEqual({ binary: join(folder, 'electron.exe'), missing: null });
  });

  it('says how it is to be had where it is not there', async () => {
    const found = usableElectron({ ELECTRON_OVERRIDE_DIST_PATH: await temporaryFolder(), DISPLAY: ':0' }, 'linux');
    expect(found).toEqual({ binary: null, missing: expect.stringContaining('install-electron') });
  });
});
