import { randomUUID } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from './isAlive.ts';
import { RecentBuffers } from './recentBuffers.ts';
import { StoredResult } from './storedResult.ts';

export interface ResultShelfOptions {
  /** Where results are kept; made where it does not exist. */
  readonly folder: string;
  /** Takes the place of `folder` for this run where that cannot be written. */
  readonly fallback: string;
  readonly budgetBytes: number;
  /** Pieces of all results together that are held in memory. */
  readonly memoryBytes: number;
}

/** After so many written bytes it is looked whether the budget still holds. */
const lookEveryBytes = 256 * 1024 * 1024;
/** Room is made down to this share of the budget, so that it is not made with every piece. */
const trimTo = 0.9;
const pinPrefix = 'open-';
const goneSuffix = '.gone';

/**
 * The results of networks on disk, by key. Several instances of Patina may share one folder: a result that any of them
 * has open is never removed, the others go when the budget is spent, least recently used first.
 */
export class ResultShelf {
  readonly #folder: string;
  readonly #recent: RecentBuffers;
  readonly #open = new Map<string, { readonly result: StoredResult; users: number }>();
  readonly #pin = `${pinPrefix}${process.pid}-${randomUUID().slice(0, 8)}`;
  #budget: number;
  #sinceLook = lookEveryBytes;
  #trimming: Promise<number> | null = null;

  constructor({ folder, fallback, budgetBytes, memoryBytes }: ResultShelfOptions) {
    this.#folder = isWritable(folder) ? folder : fallback;
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    this.#budget = budgetBytes;
    this.#recent = new RecentBuffers(memoryBytes);
  }

  /** Changed by the preferences; what is too much goes at once. */
  async setBudget(bytes: number): Promise<void> {
    if (bytes === this.#budget) return;
    this.#budget = bytes;
    await this.trim();
  }

  /** True where something is kept under a key. */
  has(key: string): boolean {
    return this.#open.has(key) || existsSync(this.#path(key));
  }

  /** A result, new or as it was left. Everybody who opens it closes it; until then it is not removed. */
  open(key: string): StoredResult {
    const known = this.#open.get(key);
    if (known !== undefined) {
      known.users += 1;
      return known.result;
    }
    const folder = this.#path(key);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const pin = join(folder, this.#pin);
    writeFileSync(pin, '');
    const now = new Date();
    utimesSync(folder, now, now);
    const result = new StoredResult({
      key,
      folder,
      recent: this.#recent,
      makeRoom: async () => (await this.trim()) > 0,
      onWritten: (bytes) => this.#written(bytes),
      onClose: () => rmSync(pin, { force: true }),
    });
    this.#open.set(key, { result, users: 1 });
    return result;
  }

  close(key: string): void {
    const known = this.#open.get(key);
    if (known === undefined) return;
    known.users -= 1;
    if (known.users > 0) return;
    this.#open.delete(key);
    known.result.close();
  }

  /** Removes what was not used for longest until the budget holds; resolves with the bytes that were freed. */
  trim(): Promise<number> {
    this.#trimming ??= this.#trim().finally(() => {
      this.#trimming = null;
    });
    return this.#trimming;
  }

  #written(bytes: number): void {
    this.#sinceLook += bytes;
    if (this.#sinceLook < lookEveryBytes) return;
    this.#sinceLook = 0;
    // Room that cannot be made now is made the next time.
    this.trim().catch(() => undefined);
  }

  async #trim(): Promise<number> {
    const names = await readdir(this.#folder);
    const left = names.filter((name) => name.endsWith(goneSuffix));
    await Promise.all(left.map((name) => rm(join(this.#folder, name), { recursive: true, force: true })));
    const kept = await Promise.all(
      names.filter((name) => !name.endsWith(goneSuffix)).map((name) => weigh(join(this.#folder, name))),
    );
    let total = kept.reduce((sum, { bytes }) => sum + bytes, 0);
    if (total <= this.#budget) return 0;
    let freed = 0;
    for (const { path, bytes, isOpen } of kept.toSorted((a, b) => a.used - b.used)) {
      if (total <= this.#budget * trimTo) break;
      if (isOpen) continue;
      await remove(path);
      total -= bytes;
      freed += bytes;
    }
    return freed;
  }

  #path(key: string): string {
    return join(this.#folder, key);
  }
}

interface Weight {
  readonly path: string;
  readonly bytes: number;
  /** When it was opened last, in milliseconds. */
  readonly used: number;
  /** In this or another instance. */
  readonly isOpen: boolean;
}

async function weigh(path: string): Promise<Weight> {
  const used = await stat(path).then(
    (found) => found.mtimeMs,
    () => 0,
  );
  const names = await readdir(path).catch(() => []);
  const sizes = await Promise.all(names.map((name) => stat(join(path, name)).catch(() => null)));
  const pins = names.filter((name) => name.startsWith(pinPrefix));
  const living = pins.filter((pin) => isAlive(Number(pin.slice(pinPrefix.length).split('-')[0])));
  // A pin without its process was left by one that died.
  await Promise.all(pins.filter((pin) => !living.includes(pin)).map((pin) => rm(join(path, pin), { force: true })));
  return {
    path,
    bytes: sizes.reduce((sum, found) => sum + (found?.size ?? 0), 0),
    used,
    isOpen: living.length > 0,
  };
}

/** Out of sight in one step, then gone: nobody opens half a result. */
async function remove(path: string): Promise<void> {
  const gone = `${path}.${randomUUID().slice(0, 8)}${goneSuffix}`;
  await rename(path, gone).catch(() => undefined);
  await rm(gone, { recursive: true, force: true });
}

function isWritable(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
