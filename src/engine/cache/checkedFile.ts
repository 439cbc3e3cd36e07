import { createHash, randomBytes } from 'node:crypto';
import { open, rename, rm, writeFile } from 'node:fs/promises';
import { outputError } from '../image/fileErrors.ts';

/** Names the format; raised when it changes, so that older files count as damaged and are computed again. */
const magic = Buffer.from('PATINA-RESULT-1\n', 'latin1');
const headerBytes = magic.length + 32;

/**
 * Writes bytes with their checksum in one step: whoever reads sees all of it or nothing, also after a crash. No flush to
 * the disk: what a power cut tears is found by its checksum and computed again.
 * @throws AppError `disk-full`, `output-unwritable`
 */
export async function writeChecked(path: string, bytes: Uint8Array): Promise<void> {
  const beside = `${path}.${randomBytes(6).toString('hex')}.new`;
  try {
    const file = await open(beside, 'wx', 0o600);
    try {
      const header = Buffer.concat([magic, createHash('sha256').update(bytes).digest()]);
      await writeFile(file, header);
      await writeFile(file, bytes);
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (cause) {
    await rm(beside, { force: true });
    throw outputError(path, cause);
  }
}

/** What was written, or null where it is missing or damaged; a damaged file is removed. */
export async function readChecked(path: string): Promise<ArrayBuffer | null> {
  const whole = await readWhole(path);
  if (whole === null) return null;
  const payload = new Uint8Array(whole, Math.min(headerBytes, whole.byteLength));
  const header = Buffer.concat([magic, createHash('sha256').update(payload).digest()]);
  if (header.equals(new Uint8Array(whole, 0, Math.min(headerBytes, whole.byteLength)))) return whole.slice(headerBytes);
  await rm(path, { force: true });
  return null;
}

async function readWhole(path: string): Promise<ArrayBuffer | null> {
  const file = await open(path, 'r').catch(() => null);
  if (file === null) return null;
  try {
    const { size } = await file.stat();
    const whole = new ArrayBuffer(size);
    const bytes = new Uint8Array(whole);
    for (let done = 0; done < size; ) {
      const { bytesRead } = await file.read(bytes, done, size - done, done);
      if (bytesRead === 0) return whole.slice(0, done);
      done += bytesRead;
    }
    return whole;
  } catch {
    // A disk that cannot be read any more: as good as missing.
    return null;
  } finally {
    await file.close();
  }
}
