import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import * as z from 'zod';
import { sidecarExtension } from './sidecarFile.ts';

const entrySchema = z.object({ sidecar: z.string(), photo: z.string() });
/** Where the edit of some pixels was saved last. */
export type IndexEntry = z.infer<typeof entrySchema>;

/** Patina's own folder for edits: journals, edits of photos whose folders cannot be written, and an index by pixels. */
export class EditFolder {
  readonly #folder: string;
  /** Folders that belong to Patina, not to the user: photos in them get no sidecar beside them. */
  readonly #own: readonly string[];

  constructor(folder: string, own: readonly string[]) {
    this.#folder = folder;
    this.#own = own;
    for (const name of ['journals', 'kept', 'index']) mkdirSync(join(folder, name), { recursive: true, mode: 0o700 });
  }

  /** The sidecar of a photo in its own folder; null for photos that are not the user's. */
  beside(photo: string): string | null {
    const isOwn = this.#own.some((folder) => {
      const way = relative(folder, photo);
      return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !way.startsWith(sep);
    });
    return isOwn ? null : `${photo}${sidecarExtension}`;
  }

  /** The sidecar of a photo whose own folder does not take one. */
  kept(photo: string): string {
    return join(this.#folder, 'kept', `${nameOf(photo)}${sidecarExtension}`);
  }

  /** Beginning of the names of a photo's journals. */
  journal(photo: string): string {
    return join(this.#folder, 'journals', nameOf(photo));
  }

  /** Where the edit of these pixels was saved last; null where none is known. */
  async lookUp(pixels: string): Promise<IndexEntry | null> {
    try {
      return entrySchema.parse(JSON.parse(await readFile(this.#entry(pixels), 'utf8')));
    } catch {
      // Not there, or not readable: then nothing is known.
      return null;
    }
  }

  /** Remembers where the edit of these pixels is. Rejects with the file system's error. */
  async remember(pixels: string, entry: IndexEntry): Promise<void> {
    const path = this.#entry(pixels);
    const beside = `${path}.${process.pid}.new`;
    await mkdir(join(this.#folder, 'index'), { recursive: true });
    await writeFile(beside, JSON.stringify(entry), { mode: 0o600 });
    await rename(beside, path);
  }

  #entry(pixels: string): string {
    return join(this.#folder, 'index', `${pixels}.json`);
  }
}

/** True where a file of this name is there. */
export function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function nameOf(photo: string): string {
  return createHash('sha256').update(photo).digest('hex').slice(0, 32);
}
