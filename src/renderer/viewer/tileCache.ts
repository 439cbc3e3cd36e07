/**
 * The tiles at hand, bounded in bytes. A tile whose part of the picture changed stays until its newer one has come, so
 * the picture never flashes; what was on screen in the last frame is never thrown out.
 */
import { type SlotKey, slotKey, type Tile, type TileSlot } from './tile.ts';

interface Entry {
  tile: Tile;
  /** The lowest revision that shows what this place looks like now. */
  needed: number;
}

export class TileCache {
  readonly #limitBytes: number;
  /** Least recently used first. */
  readonly #entries = new Map<SlotKey, Entry>();
  #bytes = 0;

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get count(): number {
    return this.#entries.size;
  }

  /** The newest tile of a place, which may be out of date; counts as a use. */
  get(slot: TileSlot): Tile | null {
    const key = slotKey(slot);
    const entry = this.#entries.get(key);
    if (entry === undefined) return null;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.tile;
  }

  /** The tile is there, out of date or not. */
  has(slot: TileSlot): boolean {
    return this.#entries.has(slotKey(slot));
  }

  /** The tile is there and shows the present state. */
  isFresh(slot: TileSlot): boolean {
    const entry = this.#entries.get(slotKey(slot));
    return entry !== undefined && entry.tile.revision >= entry.needed;
  }

  /** Takes a tile in, unless a newer one stands in its place. `needed`: the revision this place must have by now. */
  put(tile: Tile, needed: number): void {
    const key = slotKey(tile);
    const old = this.#entries.get(key);
    if (old !== undefined) {
      if (old.tile.revision > tile.revision) return;
      this.#entries.delete(key);
      this.#bytes -= old.tile.pixels.byteLength;
    }
    this.#entries.set(key, { tile, needed: Math.max(needed, old?.needed ?? 0) });
    this.#bytes += tile.pixels.byteLength;
  }

  /** Marks what a change touched as out of date: everything for which `touched` answers true. */
  outdate(revision: number, touched: (tile: Tile) => boolean): void {
    for (const entry of this.#entries.values()) {
      if (touched(entry.tile)) entry.needed = Math.max(entry.needed, revision);
    }
  }

  /** Throws out the least recently used tiles until the bytes are within bounds, but none of `keep`. */
  trim(keep: ReadonlySet<SlotKey>): void {
    for (const [key, entry] of this.#entries) {
      if (this.#bytes <= this.#limitBytes) return;
      if (keep.has(key)) continue;
      this.#entries.delete(key);
      this.#bytes -= entry.tile.pixels.byteLength;
    }
  }

  /** Forgets what `gone` names. */
  remove(gone: (tile: Tile) => boolean): void {
    for (const [key, entry] of this.#entries) {
      if (!gone(entry.tile)) continue;
      this.#entries.delete(key);
      this.#bytes -= entry.tile.pixels.byteLength;
    }
  }
}
