import { readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { readChecked, writeChecked } from './checkedFile.ts';
import type { RecentBuffers } from './recentBuffers.ts';

const pixels = z.int().nonnegative();
/** How a result is cut into tiles: the size of its input in pixels, how often that is enlarged, and the tiles' geometry. */
const cutSchema = z.object({
  width: pixels,
  height: pixels,
  factor: z.union([z.literal(1), z.literal(2), z.literal(4)]),
  tileSize: pixels,
  halo: pixels,
  alignment: pixels,
  overlap: pixels,
});
export type ResultCut = z.infer<typeof cutSchema>;

const factsSchema = z.object({
  seconds: z.number().nonnegative(),
  device: z.string().nullable(),
  tilesClean: z.int().nonnegative().default(0),
  /** Null before the first tile. */
  cut: cutSchema.nullable(),
});
/** What is told about a result beside its pixels. */
export type ResultFacts = z.infer<typeof factsSchema>;

const factsName = 'facts.json';

export interface StoredResultOptions {
  readonly key: string;
  readonly folder: string;
  readonly recent: RecentBuffers;
  /** Makes room on the disk; true where there is some now. */
  readonly makeRoom: () => Promise<boolean>;
  readonly onWritten: (bytes: number) => void;
  readonly onClose: () => void;
}

/**
 * One result in the cache: pieces of pixels by name, each in a file with its checksum. A piece that was put is there
 * after a crash; one that is found damaged is forgotten and said to be missing.
 */
export class StoredResult {
  readonly key: string;
  readonly #options: StoredResultOptions;
  readonly #names: Set<string>;
  /** Pieces on their way to the disk. */
  readonly #writing = new Map<string, ArrayBuffer>();
  readonly #reading = new Map<string, Promise<ArrayBuffer | null>>();
  /** Pieces that were whole when this process last had them. */
  readonly #seen = new Set<string>();
  readonly facts: ResultFacts;
  #isClosed = false;

  constructor(options: StoredResultOptions) {
    this.key = options.key;
    this.#options = options;
    this.#names = new Set(readdirSync(options.folder).filter((name) => name.endsWith('.part')));
    this.facts = readFacts(join(options.folder, factsName));
  }

  has(name: string): boolean {
    return this.#names.has(`${name}.part`);
  }

  /** True where the piece was read or written whole in this process. */
  wasSeen(name: string): boolean {
    return this.#seen.has(name);
  }

  /** Holds a piece in memory until `put` has written it; it can be read at once. */
  hold(name: string, piece: ArrayBuffer): void {
    this.#writing.set(name, piece);
    this.#names.add(`${name}.part`);
    this.#seen.add(name);
  }

  /**
   * Keeps a piece; resolves when it is on disk.
   * @throws AppError `disk-full`, `output-unwritable`; the piece stays in memory for as long as the result is open.
   */
  async put(name: string, piece: ArrayBuffer): Promise<void> {
    this.hold(name, piece);
    const path = this.#path(name);
    const bytes = new Uint8Array(piece);
    await writeChecked(path, bytes).catch(async (failure: unknown) => {
      if (!(await this.#options.makeRoom())) throw failure;
      await writeChecked(path, bytes);
    });
    if (this.#writing.get(name) === piece) this.#writing.delete(name);
    this.#options.recent.put(this.#inMemory(name), piece);
    this.#options.onWritten(piece.byteLength);
  }

  /** The piece, or null where it is missing or was found damaged. */
  async get(name: string): Promise<ArrayBuffer | null> {
    if (!this.has(name)) return null;
    const held = this.#writing.get(name) ?? this.#options.recent.get(this.#inMemory(name));
    if (held !== undefined) return held;
    const reading = this.#reading.get(name) ?? this.#read(name);
    this.#reading.set(name, reading);
    try {
      return await reading;
    } finally {
      this.#reading.delete(name);
    }
  }

  /** Forgets a piece. */
  async drop(name: string): Promise<void> {
    this.#forget(name);
    await rm(this.#path(name), { force: true });
  }

  async putFacts(facts: ResultFacts): Promise<void> {
    Object.assign(this.facts, facts);
    const bytes = Buffer.from(JSON.stringify(facts));
    // Where it cannot be kept, the pixels are there all the same, for the network and the size that they were made for.
    await writeChecked(join(this.#options.folder, factsName), bytes).catch(() => undefined);
  }

  /** Nobody shows it any more; it stays in the cache, and may be removed when room is needed. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const name of this.#names) this.#options.recent.delete(this.#inMemory(name.slice(0, -'.part'.length)));
    this.#writing.clear();
    this.#options.onClose();
  }

  async #read(name: string): Promise<ArrayBuffer | null> {
    const piece = await readChecked(this.#path(name));
    if (piece === null) {
      this.#forget(name);
      return null;
    }
    this.#seen.add(name);
    if (!this.#isClosed) this.#options.recent.put(this.#inMemory(name), piece);
    return piece;
  }

  #forget(name: string): void {
    this.#names.delete(`${name}.part`);
    this.#writing.delete(name);
    this.#seen.delete(name);
    this.#options.recent.delete(this.#inMemory(name));
  }

  #path(name: string): string {
    return join(this.#options.folder, `${name}.part`);
  }

  #inMemory(name: string): string {
    return `${this.key}/${name}`;
  }
}

function readFacts(path: string): ResultFacts {
  try {
    const text = readFileSync(path).subarray(48).toString('utf8');
    return factsSchema.parse(JSON.parse(text));
  } catch {
    // Missing or damaged: the time and the device are not told, and only its own network knows how it is cut.
    return { seconds: 0, device: null, tilesClean: 0, cut: null };
  }
}
