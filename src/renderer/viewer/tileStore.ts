/** Tiles of the picture on screen: those at hand, those on the way, and which of them still show what is. */
import { type SlotKey, slotKey, type Tile, type TileSlot } from './tile.ts';
import { TileCache } from './tileCache.ts';
import { type FetchTile, TileLoader } from './tileLoader.ts';

export interface TileStoreOptions {
  readonly fetchTile: FetchTile;
  readonly cacheBytes: number;
  readonly parallel: number;
  readonly onTile: (tile: Tile) => void;
  readonly onError: (error: unknown) => void;
}

export class TileStore {
  readonly #cache: TileCache;
  readonly #loader: TileLoader;
  #revision = 0;
  #missing = 0;

  constructor(options: TileStoreOptions) {
    this.#cache = new TileCache(options.cacheBytes);
    this.#loader = new TileLoader({
      fetchTile: options.fetchTile,
      parallel: options.parallel,
      onTile: (tile, needed) => {
        this.#cache.put(tile, needed);
        options.onTile(tile);
      },
      onError: options.onError,
    });
  }

  /** Wanted tiles that are not there or out of date, as of the last `want`. */
  get missing(): number {
    return this.#missing;
  }

  /** The newest revision it heard of. */
  get revision(): number {
    return this.#revision;
  }

  get bytes(): number {
    return this.#cache.bytes;
  }

  /** The newest tile of a place, out of date or not. */
  get(slot: TileSlot): Tile | null {
    return this.#cache.get(slot);
  }

  isFresh(slot: TileSlot): boolean {
    return this.#cache.isFresh(slot);
  }

  /** Another picture: nothing of the old one is kept. */
  restart(revision: number): void {
    this.#loader.reset();
    this.#cache.remove(() => true);
    this.#revision = revision;
  }

  /** New tiles are asked for in this revision from now on; those at hand stay good. */
  advance(revision: number): void {
    this.#revision = Math.max(this.#revision, revision);
  }

  /** The picture has another size: only places for which `remains` answers true are still the same. */
  resize(revision: number, remains: (slot: TileSlot) => boolean): void {
    this.advance(revision);
    this.#loader.reset();
    this.#cache.remove((slot) => !remains(slot));
  }

  /** Places that `touched` names look different from this revision on; their old tiles stay until the new ones come. */
  outdate(revision: number, touched: (slot: TileSlot) => boolean): void {
    this.advance(revision);
    this.#cache.outdate(revision, touched);
    this.#loader.outdate(revision, touched);
  }

  /**
   * Fetches what is not there or out of date, in this order, and gives up the rest. What `mayWait` names is not fetched
   * again for being out of date.
   */
  want(slots: readonly TileSlot[], mayWait: (slot: TileSlot) => boolean = () => false): void {
    const missing = new Map<SlotKey, TileSlot>();
    for (const slot of slots) {
      if (!this.#cache.isFresh(slot)) missing.set(slotKey(slot), slot);
    }
    this.#missing = missing.size;
    const revision = this.#revision;
    this.#loader.want(
      [...missing.values()]
        .filter((slot) => !(this.#cache.has(slot) && mayWait(slot)))
        .map(({ layer, level, column, row }) => ({ layer, level, column, row, revision })),
    );
  }

  /** Keeps the memory within bounds, sparing these. */
  trim(keep: ReadonlySet<SlotKey>): void {
    this.#cache.trim(keep);
  }

  dispose(): void {
    this.#loader.dispose();
    this.#cache.remove(() => true);
  }
}
