/** Small disks of our own, for what only happens on a disk that is full or must not be written. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether this machine lets us mount one. */
export const canMountDisks = mountsAndUnmounts();

export interface SmallDisk {
  /** Nothing can be written on it from now on. */
  makeReadOnly(): void;
  /** Takes all the room that is left. */
  fill(): void;
  /** Gives that room back. */
  makeRoom(): void;
  unmount(): void;
}

/** Mounts a disk of `kibibytes` over an empty folder. */
export function mountDisk(folder: string, kibibytes: number): SmallDisk {
  const ballast = join(folder, 'ballast');
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kibibytes}k`, 'tmpfs', folder]);
  return {
    makeReadOnly: () => void execFileSync('mount', ['-o', 'remount,ro', folder]),
    // Ends by a lack of room, which is what it is for.
    fill: () => void spawnSync('dd', ['if=/dev/zero', `of=${ballast}`, 'bs=4k']),
    makeRoom: () => rmSync(ballast),
    unmount: () => void execFileSync('umount', ['-l', folder]),
  };
}

function mountsAndUnmounts(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'patina-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]).status === 0;
  if (mounted) execFileSync('umount', [folder]);
  rmdirSync(folder);
  return mounted;
}
