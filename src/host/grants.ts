import { randomUUID } from 'node:crypto';
import { type Dirent, realpathSync } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, extname, join, relative, sep } from 'node:path';
import { AppError } from '../shared/base/errors.ts';
import { type GrantId, grantIdSchema } from '../shared/base/ids.ts';
import { sentence } from '../shared/base/sentence.ts';
import type { Entry } from '../shared/contract/shell.ts';

/** What a folder listing shows beside folders. */
export const pictureExtensions = ['.jpg', '.jpeg', '.png', '.tif', '.tiff', '.webp', '.avif', '.gif'] as const;
const mostEntries = 5000;

interface Grant {
  readonly path: string;
  readonly kind: 'file' | 'folder';
  /** Entries below may be granted only inside this folder; null for a single file. */
  readonly root: string | null;
}

/**
 * Paths that the user chose, by tokens that say nothing. A window only ever holds tokens; what was not granted cannot
 * be reached, and links inside a granted folder do not lead out of it.
 */
export class Grants {
  readonly #grants = new Map<GrantId, Grant>();
  readonly #known = new Map<string, GrantId>();

  /** Grants a file or folder that the user named outside of the window; rejects with `input-missing`. */
  async allow(path: string): Promise<Entry> {
    const real = await realpath(path).catch((cause: unknown) => {
      throw new AppError('input-missing', sentence('said.grantGone', { place: path }), { cause });
    });
    const found = await stat(real);
    return this.#entry(real, found, found.isDirectory() ? real : null);
  }

  /** The path behind a token; throws `input-missing` where it is unknown or of another kind. */
  resolve(grant: GrantId, kind: 'file' | 'folder'): string {
    const found = this.#grants.get(grant);
    if (found === undefined || found.kind !== kind) {
      throw new AppError('input-missing', sentence(kind === 'file' ? 'said.fileNotGranted' : 'said.folderNotGranted'));
    }
    return found.path;
  }

  /** A token for a file that Patina made itself. */
  issue(path: string): GrantId {
    return this.#issue({ path: realpathSync(path), kind: 'file', root: null });
  }

  /** Pictures and folders inside a granted folder, folders first, both by name. Hidden ones are left out. */
  async list(folder: GrantId): Promise<readonly Entry[]> {
    const path = this.resolve(folder, 'folder');
    const root = this.#grants.get(folder)?.root ?? path;
    const found = await readdir(path, { withFileTypes: true }).catch((cause: unknown) => {
      throw new AppError('input-missing', sentence('said.folderUnreadable', { folder: basename(path) }), { cause });
    });
    const wanted = found.filter(isShown).slice(0, mostEntries);
    const entries = await Promise.all(wanted.map((each) => this.#child(join(path, each.name), root)));
    const order = new Intl.Collator(undefined, { numeric: true });
    return entries
      .filter((entry) => entry !== null)
      .sort((a, b) => a.kind.localeCompare(b.kind) * -1 || order.compare(a.name, b.name));
  }

  async #child(path: string, root: string): Promise<Entry | null> {
    try {
      const real = await realpath(path);
      if (!isInside(real, root)) return null;
      const found = await stat(real);
      if (!found.isDirectory() && !(found.isFile() && isPicture(real))) return null;
      return { ...this.#entry(real, found, root), name: basename(path) };
    } catch {
      // A dangling link or a file that went away while we looked: not there.
      return null;
    }
  }

  #entry(path: string, found: { isDirectory(): boolean; size: number; mtimeMs: number }, root: string | null): Entry {
    const kind = found.isDirectory() ? 'folder' : 'file';
    const grant = this.#issue({ path, kind, root });
    return { grant, name: basename(path), kind, bytes: kind === 'file' ? found.size : 0, modified: found.mtimeMs };
  }

  #issue(grant: Grant): GrantId {
    const key = `${grant.root ?? ''}\0${grant.path}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const id = grantIdSchema.parse(randomUUID());
    this.#grants.set(id, grant);
    this.#known.set(key, id);
    return id;
  }
}

/** True where `path` is `folder` or below it; both must be real paths. */
export function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !/^[A-Za-z]:/.test(way) && !way.startsWith(sep));
}

function isShown(entry: Dirent): boolean {
  if (entry.name.startsWith('.')) return false;
  return entry.isDirectory() || entry.isSymbolicLink() || isPicture(entry.name);
}

function isPicture(name: string): boolean {
  return (pictureExtensions as readonly string[]).includes(extname(name).toLowerCase());
}
