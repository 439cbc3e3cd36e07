import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { arch, release, version } from 'node:os';
import { join } from 'node:path';
import { graphicsCards } from './graphicsCards.ts';
import { readJsonFile, writeJsonFile } from './jsonFile.ts';

/** What a host keeps for the choice of a device. */
export interface DeviceMemoryFile {
  readonly fingerprint: string;
  /** Names of the graphics cards, which take a while to find. */
  cards(): Promise<readonly string[]>;
  read(): Promise<unknown>;
  write(remembered: unknown): Promise<void>;
}

/** Remembers in `file`; `edition` is whatever of Patina itself makes old findings worthless. */
export async function deviceMemoryFile(file: string, edition: string): Promise<DeviceMemoryFile> {
  return {
    fingerprint: await driverFingerprint(edition),
    cards: () => graphicsCards(),
    read: () => readJsonFile(file),
    // What cannot be kept is found again at the next start.
    write: (remembered) => writeJsonFile(file, remembered).catch(() => undefined),
  };
}

/** Files and folders that change when a graphics driver is installed, updated or removed. */
function driverTraces(): readonly string[] {
  if (process.platform === 'win32') {
    const system = join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32');
    return ['DriverStore\\FileRepository', 'nvcuda.dll', 'amdvlk64.dll', 'vulkan-1.dll'].map((name) =>
      join(system, name),
    );
  }
  // macOS brings its drivers with the system, whose release is part of the fingerprint.
  if (process.platform === 'darwin') return [];
  const asked = process.env['VK_DRIVER_FILES'] ?? process.env['VK_ICD_FILENAMES'] ?? '';
  const folders = ['/usr/share/vulkan/icd.d', '/etc/vulkan/icd.d', '/usr/local/share/vulkan/icd.d'];
  return [...asked.split(':').filter((path) => path !== ''), ...folders, '/usr/lib/libvulkan.so.1'];
}

/** One short text for the system, the drivers and Patina's edition: another text means that devices are tried anew. */
async function driverFingerprint(edition: string): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify([edition, process.platform, arch(), release(), version()]));
  hash.update(JSON.stringify([process.env['VK_DRIVER_FILES'], process.env['VK_ICD_FILENAMES']]));
  hash.update(await readFile('/proc/driver/nvidia/version', 'utf8').catch(() => 'no NVIDIA driver'));
  for (const path of driverTraces()) {
    const found = await stat(path).catch(() => null);
    const names = found?.isDirectory() === true ? await readdir(path).catch(() => []) : [];
    hash.update(JSON.stringify([path, found?.mtimeMs ?? null, found?.size ?? null, names]));
  }
  return hash.digest('hex');
}
