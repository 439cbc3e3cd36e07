import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../shared/base/errors.ts';
import { sentence } from '../../shared/base/sentence.ts';

/** Room on disk for what does not fit into memory. Positions and lengths are bytes. */
export interface ScratchFile {
  write(bytes: Uint8Array, position: number): Promise<void>;
  read(into: Uint8Array, position: number): Promise<void>;
  /** Gives the room back; safe to call twice. */
  close(): Promise<void>;
}

/**
 * Opens a new file in `folder` that nobody else can read (0600). Its name is taken away at once where the system
 * allows it, so that even a killed process leaves nothing behind; elsewhere it goes on `close` or at process exit.
 * Rejects with `disk-full` or `output-unwritable`, naming the folder.
 */
export async function openScratchFile(folder: string, openFile: typeof open = open): Promise<ScratchFile> {
  const path = join(folder, `patina-${randomUUID()}.scratch`);
  const handle = await openFile(path, 'wx+', 0o600).catch((cause: unknown) => {
    throw asAppError(cause, folder);
  });
  const named = await rm(path).then(
    () => false,
    () => true,
  );
  const removeAtExit = () => rmSync(path, { force: true });
  if (named) process.once('exit', removeAtExit);
  let closed = false;
  return {
    write: (bytes, position) => writeAll(handle, bytes, position, folder),
    read: (into, position) => readAll(handle, into, position, folder),
    async close() {
      if (closed) return;
      closed = true;
      await handle.close();
      if (!named) return;
      process.removeListener('exit', removeAtExit);
      await rm(path, { force: true });
    },
  };
}

async function writeAll(handle: FileHandle, bytes: Uint8Array, position: number, folder: string): Promise<void> {
  try {
    for (let done = 0; done < bytes.length; ) {
      const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done);
      done += bytesWritten;
    }
  } catch (cause) {
    throw asAppError(cause, folder);
  }
}

async function readAll(handle: FileHandle, into: Uint8Array, position: number, folder: string): Promise<void> {
  for (let done = 0; done < into.length; ) {
    const { bytesRead } = await handle.read(into, done, into.length - done, position + done);
    if (bytesRead === 0)
      throw new AppError('internal', `A scratch file in ${folder} is shorter than what was written.`);
    done += bytesRead;
  }
}

function asAppError(cause: unknown, folder: string): AppError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new AppError('disk-full', sentence('said.scratchFull', { folder }), { cause });
  }
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new AppError('output-unwritable', sentence('said.scratchUnwritable', { folder, reason }), { cause });
}
