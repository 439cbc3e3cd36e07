import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/** Bytes to put in at `offset` of a file, in place of `remove` bytes that stand there. */
export interface FileEdit {
  readonly offset: number;
  readonly remove: number;
  readonly insert: Buffer;
}

/** Writes `from` with the edits, which must be in order of offset, to the open file `to`; never more than a chunk in memory. */
export async function copyWithEdits(from: string, to: FileHandle, edits: readonly FileEdit[]): Promise<void> {
  let position = 0;
  for (const edit of edits) {
    await copyRange(from, to, position, edit.offset);
    await writeAll(to, edit.insert);
    position = edit.offset + edit.remove;
  }
  await copyRange(from, to, position, Number.POSITIVE_INFINITY);
}

async function copyRange(from: string, to: FileHandle, start: number, end: number): Promise<void> {
  if (end <= start) return;
  for await (const chunk of createReadStream(from, { start, end: end - 1, highWaterMark: 2 ** 20 })) {
    await writeAll(to, chunk as Buffer);
  }
}

/** Writes all bytes at the file's position, or at `position` where one is given. */
export async function writeAll(to: FileHandle, bytes: Uint8Array, position: number | null = null): Promise<void> {
  for (let done = 0; done < bytes.byteLength; ) {
    const at = position === null ? null : position + done;
    done += (await to.write(bytes, done, bytes.byteLength - done, at)).bytesWritten;
  }
}

/** Runs `work` on an opened file and closes it whatever happens. */
export async function withFile<T>(
  file: string,
  flags: string,
  work: (handle: FileHandle) => Promise<T> | T,
): Promise<T> {
  const handle = await open(file, flags);
  try {
    return await work(handle);
  } finally {
    await handle.close();
  }
}

/** Up to `length` bytes at `offset`; fewer at the end of the file. */
export async function readBytes(handle: FileHandle, offset: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, offset);
  return buffer.subarray(0, bytesRead);
}
