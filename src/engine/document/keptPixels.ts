import { throwIfCancelled } from '../../shared/base/cancel.ts';
import { intersect, type Rect, rectOf, type Size } from '../../shared/base/geometry.ts';
import { BlockStore } from '../tiling/blockStore.ts';
import { breathe } from '../tiling/breathe.ts';
import { type FloatSource, pipelineChannels } from '../tiling/floatSource.ts';
import { type Leveled, withFullSize } from './leveled.ts';

const side = 512;
/** What does not fit goes to a scratch file. */
const memoryBytes = 64 * 1024 * 1024;

/**
 * The full size of what one step of a chain gives, while a job computes the next one: that reads all of it several times,
 * and without this every reading would go through all the steps before it.
 */
export class KeptPixels {
  readonly #scratchFolder: string;
  #kept: { readonly key: string; readonly store: BlockStore } | null = null;

  constructor(scratchFolder: string) {
    this.#scratchFolder = scratchFolder;
  }

  /** Keeps the pixels of a source under a key, instead of what was kept before; answers with them. */
  async keep(key: string, source: FloatSource, signal: AbortSignal): Promise<FloatSource> {
    if (this.#kept?.key === key) return this.#kept.store;
    const regions = squaresOf(source);
    const { width, height } = source;
    const store = new BlockStore({
      size: { width, height },
      regions,
      memoryBudgetBytes: memoryBytes,
      scratchFolder: this.#scratchFolder,
    });
    try {
      for (const [index, region] of regions.entries()) {
        throwIfCancelled(signal);
        const values = new Float32Array(region.width * region.height * pipelineChannels);
        await source.readRect(region, values, signal);
        await store.add(index, values, ones.subarray(0, region.width), ones.subarray(0, region.height));
        await breathe();
      }
    } catch (failure) {
      await store.dispose();
      throw failure;
    }
    const before = this.#kept;
    this.#kept = { key, store };
    await before?.store.dispose();
    return store;
  }

  /** The levels with the full size as it is kept under this key, if it is. */
  in(key: string, levels: Leveled): Leveled {
    return this.#kept?.key === key ? withFullSize(levels, this.#kept.store) : levels;
  }

  /** Gives memory and disk back; chains that were built on it must not be read any more. */
  async release(): Promise<void> {
    const before = this.#kept;
    this.#kept = null;
    await before?.store.dispose();
  }
}

const ones = new Float32Array(side).fill(1);

/** A picture cut into squares. */
export function squaresOf(size: Size): readonly Rect[] {
  const squares: (Rect | null)[] = [];
  for (let top = 0; top < size.height; top += side) {
    for (let left = 0; left < size.width; left += side) {
      squares.push(intersect({ left, top, width: side, height: side }, rectOf(size)));
    }
  }
  return squares.filter((square) => square !== null);
}
