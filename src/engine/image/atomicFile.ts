import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { constants, link, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../../shared/base/errors.ts';
import { sentence } from '../../shared/base/sentence.ts';
import { outputError } from './fileErrors.ts';

/** Files that must not outlive this process. */
const unfinished = new Set<string>();
let isWatchingExit = false;

function removeUnfinished(): void {
  for (const file of unfinished) rmSync(file, { force: true });
}

/**
 * A name for a file that exists only while work is under way, in the folder of `target` and short whatever the
 * target's name; it tells whose it is. It is removed when the process exits; whoever asks for it removes it before.
 */
export function temporaryBeside(target: string, extension: string): string {
  if (!isWatchingExit) process.on('exit', removeUnfinished);
  isWatchingExit = true;
  const file = join(dirname(target), `${prefixOf(process.pid)}${randomBytes(8).toString('hex')}${extension}`);
  unfinished.add(file);
  return file;
}

function prefixOf(processId: number): string {
  return `.patina-${processId}-`;
}

/** Removes the temporary files in a folder that a process of this machine left which was killed. */
export async function removeAbandoned(folder: string, processId: number): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  const left = names.filter((name) => name.startsWith(prefixOf(processId)));
  await Promise.all(left.map((name) => rm(join(folder, name), { force: true })));
}

/** Removes a temporary file, whether or not it came to exist. */
export async function removeTemporary(file: string): Promise<void> {
  await rm(file, { force: true });
  unfinished.delete(file);
}

export interface PublishOptions {
  /** Replace a file that has the target's name already. */
  readonly overwrite?: boolean;
  /** Files that may never be replaced: the inputs. */
  readonly protect?: readonly string[];
}

/**
 * Refuses a target that is one of the protected files under whatever name, or that exists and may not be replaced.
 * @throws AppError `output-unwritable`, `usage`
 */
export async function assertMayWrite(target: string, options: PublishOptions): Promise<void> {
  const existing = await stat(target).catch(() => null);
  if (existing === null) return;
  if (existing.isDirectory()) {
    throw new AppError('output-unwritable', sentence('said.outputFolder', { file: target }));
  }
  for (const file of options.protect ?? []) {
    const kept = await stat(file).catch(() => null);
    if (kept !== null && kept.ino === existing.ino && kept.dev === existing.dev) {
      throw new AppError('usage', sentence('said.outputOriginal', { file: target }));
    }
  }
  if (!options.overwrite) throw alreadyThere(target);
}

/**
 * Gives a finished temporary file its name: flushed to disk, then moved in one step, so that the target is either
 * what it was or the whole new file.
 * @throws AppError `output-unwritable`, `disk-full`, `usage`
 */
export async function publish(temporary: string, target: string, options: PublishOptions): Promise<void> {
  try {
    await flush(temporary);
    await assertMayWrite(target, options);
    if (options.overwrite) await rename(temporary, target);
    else await moveToFreeName(temporary, target);
    unfinished.delete(temporary);
    await flushFolder(dirname(target));
  } catch (fault) {
    throw outputError(target, fault);
  }
}

/** A hard link fails where the name is taken, even when another process took it this very moment; rename would not. */
async function moveToFreeName(temporary: string, target: string): Promise<void> {
  try {
    await link(temporary, target);
  } catch (fault) {
    const errno = fault instanceof Error && 'code' in fault ? fault.code : '';
    if (errno === 'EEXIST') throw alreadyThere(target);
    if (errno !== 'EPERM' && errno !== 'ENOTSUP' && errno !== 'EOPNOTSUPP' && errno !== 'ENOSYS') throw fault;
    await copyToFreeName(temporary, target);
  }
  await rm(temporary, { force: true });
}

/** For disks without hard links (FAT, some network drives). */
async function copyToFreeName(temporary: string, target: string): Promise<void> {
  const reserved = await open(target, 'wx').catch((fault: unknown) => {
    throw fault instanceof Error && 'code' in fault && fault.code === 'EEXIST' ? alreadyThere(target) : fault;
  });
  await reserved.close();
  await rename(temporary, target).catch(async (fault: unknown) => {
    await rm(target, { force: true });
    throw fault;
  });
}

function alreadyThere(target: string): AppError {
  return new AppError('output-unwritable', sentence('said.outputExists', { file: target }));
}

/** What a disk answers that has nothing to flush with: some network shares. What it was given is as safe as it can be. */
const cannotFlush: readonly unknown[] = ['EINVAL', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP'];

async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } catch (fault) {
    if (!(fault instanceof Error && 'code' in fault && cannotFlush.includes(fault.code))) throw fault;
  } finally {
    await handle.close();
  }
}

/** Makes the new name itself last through a power cut, where the system can do that. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY).catch(() => null);
  if (handle === null) return;
  // Some systems open folders but cannot flush them; the file itself is safe by now.
  await handle.sync().catch(() => null);
  await handle.close();
}
