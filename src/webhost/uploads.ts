import { randomUUID } from 'node:crypto';
import { appendFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../shared/base/errors.ts';
import { sentence } from '../shared/base/sentence.ts';

const mostBytesPerFile = 2 * 1024 ** 3;
const mostBytesTogether = 8 * 1024 ** 3;
const mostBytesPerPiece = 8 * 1024 ** 2;
const mostAtOnce = 32;

interface Upload {
  readonly path: string;
  readonly folder: string;
  bytes: number;
  queue: Promise<void>;
}

/** Files that pages hand over, in a private folder that goes with the server. */
export class Uploads {
  readonly #folder: string;
  readonly #running = new Map<string, Upload>();
  #bytesTogether = 0;

  /** `folder` must exist and belong to nobody else. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Takes one piece, base64; pieces of one upload are put together in the order of the calls. Answers with the path at the last. */
  async take(id: string, name: string, piece: string, last: boolean): Promise<string | null> {
    const bytes = Buffer.from(piece, 'base64');
    if (bytes.length > mostBytesPerPiece) {
      throw new AppError('internal', 'A piece of an upload is larger than 8 MiB.');
    }
    const upload = this.#running.get(id) ?? (await this.#begin(id, name));
    upload.bytes += bytes.length;
    this.#bytesTogether += bytes.length;
    if (upload.bytes > mostBytesPerFile || this.#bytesTogether > mostBytesTogether) {
      await this.#drop(id, upload);
      throw new AppError('input-too-large', sentence('said.uploadTooLarge', { file: name }));
    }
    const written = upload.queue.then(() => appendFile(upload.path, bytes, { mode: 0o600 }));
    upload.queue = written.catch(() => undefined);
    try {
      await written;
    } catch (cause) {
      await this.#drop(id, upload);
      throw new AppError('disk-full', sentence('said.uploadNoRoom', { file: name }), { cause });
    }
    if (!last) return null;
    this.#running.delete(id);
    return upload.path;
  }

  async #begin(id: string, name: string): Promise<Upload> {
    if (this.#running.size >= mostAtOnce) {
      throw new AppError('usage', sentence('said.uploadsMany'));
    }
    const folder = join(this.#folder, randomUUID());
    const upload: Upload = { path: join(folder, harmless(name)), folder, bytes: 0, queue: Promise.resolve() };
    this.#running.set(id, upload);
    upload.queue = mkdir(folder, { mode: 0o700 }).then(() => undefined);
    await upload.queue;
    return upload;
  }

  async #drop(id: string, upload: Upload): Promise<void> {
    this.#running.delete(id);
    this.#bytesTogether -= upload.bytes;
    await rm(upload.folder, { recursive: true, force: true });
  }
}

/** The last part of a name, without anything that a file system could take for something else. */
function harmless(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const clean = last
    .replace(/[\p{Cc}<>:"|?*]/gu, '_')
    .replace(/^\.+/, '_')
    .slice(-120);
  return clean === '' ? 'photo' : clean;
}
