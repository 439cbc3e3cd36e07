import { createHash } from 'node:crypto';
import { chmod, mkdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '../../shared/base/errors.ts';
import { sentence } from '../../shared/base/sentence.ts';

/** A file that belongs to the integration alone. */
export interface OwnFile {
  readonly path: string;
  readonly content: string;
  readonly executable: boolean;
}

/** What is remembered of a file that was written. */
export interface WrittenFile {
  readonly path: string;
  readonly sha256: string;
}

/** Writes a file where none is; throws `output-unwritable` where there is one that is not ours, or no right to write. */
export async function writeOwnFile({ path, content, executable }: OwnFile): Promise<WrittenFile> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content, { flag: 'wx' });
    if (executable) await chmod(path, 0o755);
  } catch (cause) {
    const exists = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
    const said = sentence(exists ? 'said.notOurs' : 'said.cannotWrite', { file: path });
    throw new AppError('output-unwritable', said, { cause });
  }
  return { path, sha256: digest(content) };
}

/** How a file that was written stands now. */
export async function stateOf({ path, sha256 }: WrittenFile): Promise<'ours' | 'changed' | 'gone'> {
  const content = await readFile(path, 'utf8').catch(() => null);
  if (content === null) return 'gone';
  return digest(content) === sha256 ? 'ours' : 'changed';
}

/** Removes a file that is as it was written, and folders that are empty then; false where somebody has changed it. */
export async function removeOwnFile(file: WrittenFile): Promise<boolean> {
  const state = await stateOf(file);
  if (state === 'changed') return false;
  await rm(file.path, { force: true });
  for (let folder = dirname(file.path); ; folder = dirname(folder)) {
    const isGone = await rmdir(folder).then(
      () => true,
      () => false,
    );
    // A folder with anything in it stays, and so do those above.
    if (!isGone) return true;
  }
}

function digest(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}
