import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { outputError } from '../image/fileErrors.ts';

/**
 * Writes a private file beside and renames it, so that nobody ever reads half of one; makes its folder.
 * @throws AppError `disk-full`, `output-unwritable`
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  const beside = `${path}.${randomUUID()}.new`;
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeFile(beside, text, { mode: 0o600, flush: true });
    await rename(beside, path);
  } catch (cause) {
    await rm(beside, { force: true });
    throw outputError(path, cause);
  }
}
