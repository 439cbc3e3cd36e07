import { describe, expect, it } from 'vitest';
import { graphicsCards, type SystemReadings } from '../../../src/host/graphicsCards.ts';

/** A system with these files, folders made of them, and what its programs print. */
function system(
  platform: NodeJS.Platform,
  files: Readonly<Record<string, string>>,
  { environment = {}, printed = '' }: { environment?: Record<string, string>; printed?: string } = {},
): SystemReadings {
  return {
    platform,
    environment,
    read: async (path) => files[path] ?? '',
    list: async (folder) => [
      ...new Set(
        Object.keys(files)
          .filter((path) => path.startsWith(`${folder}/`))
          .map((path) => path.slice(folder.length + 1).split('/')[0] ?? ''),
      ),
    ],
    run: async () => printed,
  };
}

const list = [
  '# a list',
  '1002  Advanced Micro Devices, Inc. [AMD/ATI]',
  '\t73df  Navi 22 [Radeon RX 6700 XT]',
  '\t\t1002 0e36  Reference',
  '10de  NVIDIA Corporation',
  '\t2504  GA106 [GeForce RTX 3060]',
  '8086  Intel Corporation',
  '\t3e92  CoffeeLake-S GT2 [UHD Graphics 630]',
  '\t2504  something else',
].join('\n');
const card = (place: number, vendor: string, device: string) => ({
  [`/sys/class/drm/card${place}/device/vendor`]: `0x${vendor}\n`,
  [`/sys/class/drm/card${place}/device/device`]: `0x${device}\n`,
  [`/sys/class/drm/card${place}-HDMI-A-1/status`]: 'connected\n',
});
const names = { '/usr/share/misc/pci.ids': list };

describe('the names of graphics cards', () => {
  it('are those of the list of the system', async () => {
    const two = { ...card(0, '8086', '3e92'), ...card(1, '1002', '73df'), ...names };
    expect(await graphicsCards(system('linux', two))).toEqual(['Intel UHD Graphics 630', 'AMD Radeon RX 6700 XT']);
    expect(await graphicsCards(system('linux', { ...card(0, '10de', '2504'), ...names }))).toEqual([
      'NVIDIA GeForce RTX 3060',
    ]);
  });

  it('are those of the driver where it tells them, each once', async () => {
    const told = {
      '/proc/driver/nvidia/gpus/0000:01:00.0/information': 'Model: \t\t NVIDIA GeForce RTX 4090\nIRQ:   \t\t 99\n',
      '/proc/driver/nvidia/gpus/0000:02:00.0/information': 'Model: \t\t Tesla T4\n',
      ...card(0, '10de', '2504'),
      ...names,
    };
    expect(await graphicsCards(system('linux', told))).toEqual(['NVIDIA GeForce RTX 4090', 'NVIDIA Tesla T4']);
  });

  it('are the maker alone where there is no list', async () => {
    expect(await graphicsCards(system('linux', card(0, '1002', '73df')))).toEqual(['AMD']);
  });

  it('are none where drivers were chosen by hand, or the card is a virtual one', async () => {
    const environment = { VK_ICD_FILENAMES: '/usr/lib/chromium/vk_swiftshader_icd.json' };
    expect(await graphicsCards(system('linux', { ...card(0, '1002', '73df'), ...names }, { environment }))).toEqual([]);
    expect(await graphicsCards(system('linux', { ...card(0, '1af4', '1050'), ...names }))).toEqual([]);
  });

  it('are what Windows and macOS say', async () => {
    const printed = 'NVIDIA GeForce RTX 3060\r\nMicrosoft Remote Display Adapter\r\n';
    expect(await graphicsCards(system('win32', {}, { printed }))).toEqual(['NVIDIA GeForce RTX 3060']);
    const profile = JSON.stringify({ SPDisplaysDataType: [{ _name: 'kHW_AppleM2Item', sppci_model: 'Apple M2' }] });
    expect(await graphicsCards(system('darwin', {}, { printed: profile }))).toEqual(['Apple M2']);
  });

  it('are none where a system says nothing, or nonsense', async () => {
    expect(await graphicsCards(system('win32', {}))).toEqual([]);
    expect(await graphicsCards(system('darwin', {}, { printed: 'no JSON' }))).toEqual([]);
    expect(await graphicsCards(system('freebsd', {}))).toEqual([]);
    const broken = { ...system('linux', {}), list: () => Promise.reject(new Error('no such folder')) };
    expect(await graphicsCards(broken)).toEqual([]);
  });

  it('can be asked of this very system', async () => {
    expect(Array.isArray(await graphicsCards())).toBe(true);
  });
});
