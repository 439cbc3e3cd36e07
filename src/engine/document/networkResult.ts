import { intersect, type Rect, type Size } from '../../shared/base/geometry.ts';
import { tileSize } from '../../shared/contract/tileAddress.ts';
import { topLevel } from '../../shared/logic/tilePyramid.ts';
import type { NetworkPass } from '../pipeline/stage.ts';
import type { Tensor } from '../ports.ts';
import { BandStore } from '../tiling/bandStore.ts';
import { type FloatSource, pipelineChannels } from '../tiling/floatSource.ts';
import type { Tile } from '../tiling/planTiles.ts';
import { CoarseResult } from './coarseResult.ts';
import { TileCells } from './tileCells.ts';

/** One pass of a network step: what is finished of it, and the state its guide gave. */
export class PassResult {
  readonly pass: NetworkPass;
  readonly store: BandStore;
  readonly #done = new Set<number>();
  readonly #cells: TileCells;
  /** Null before the guide ran. */
  guide: Tensor | null = null;

  constructor(pass: NetworkPass, scratchFolder: string, memoryBudgetBytes: number) {
    this.pass = pass;
    this.store = new BandStore({
      size: pass.plan.size,
      regions: pass.plan.tiles.map((tile) => tile.output),
      memoryBudgetBytes,
      scratchFolder,
    });
    this.#cells = new TileCells(pass.plan);
  }

  get tilesDone(): number {
    return this.#done.size;
  }

  isDone(tile: Tile): boolean {
    return this.#done.has(tile.index);
  }

  markDone(tile: Tile): void {
    this.#done.add(tile.index);
  }

  /** What is finished, and `fallback` where nothing is yet. */
  over(fallback: FloatSource): FloatSource {
    return {
      width: this.store.width,
      height: this.store.height,
      readRect: async (rect, into, signal) => {
        const parts = this.#cells.finished(rect, (tile) => this.#done.has(tile));
        if (parts === 'all') return this.store.readRect(rect, into);
        await fallback.readRect(rect, into, signal);
        for (const part of parts) {
          const values = new Float32Array(part.width * part.height * pipelineChannels);
          await this.store.readRect(part, values);
          copyInto(values, part, rect, into);
        }
      },
    };
  }
}

/**
 * Everything a network has computed for one step under one key. Tiles may come in any order and in any number; what is
 * there can be looked at at every level. Strength, mask and on/off of the step are not part of it.
 */
export class NetworkResult {
  readonly key: string;
  readonly size: Size;
  readonly passes: readonly PassResult[];
  readonly #coarse: CoarseResult;
  /** Seconds of inference spent on it. */
  seconds = 0;
  device: string | null = null;
  /** The sentence of the failure that stopped it, or null. */
  failure: string | null = null;

  constructor(key: string, passes: readonly NetworkPass[], scratchFolder: string, memoryBudgetBytes: number) {
    this.key = key;
    this.passes = passes.map((pass) => new PassResult(pass, scratchFolder, memoryBudgetBytes / passes.length));
    this.size = this.#last.pass.plan.size;
    this.#coarse = new CoarseResult(this.size, topLevel({ ...this.size, tileSize }));
  }

  /** True where something can be seen of it. */
  get hasPixels(): boolean {
    return this.#last.tilesDone > 0;
  }

  at(level: number, fallback: FloatSource): FloatSource {
    return level === 0 ? this.#last.over(fallback) : this.#coarse.at(level, fallback);
  }

  /** Takes a finished tile into the coarser levels; answers with the pixels of the result that look different now. */
  async finish(pass: PassResult, tile: Tile): Promise<Rect | null> {
    pass.markDone(tile);
    if (pass !== this.#last) return null;
    await this.#coarse.update(tile.output, pass.over(nothing(this.size)));
    return tile.output;
  }

  async dispose(): Promise<void> {
    for (const pass of this.passes) await pass.store.dispose();
  }

  get #last(): PassResult {
    const last = this.passes.at(-1);
    if (last === undefined) throw new Error('Broken promise of the code: a network step has at least one pass');
    return last;
  }
}

function nothing(size: Size): FloatSource {
  return {
    ...size,
    readRect: async (_rect, into) => {
      into.fill(Number.NaN);
    },
  };
}

function copyInto(values: Float32Array, part: Rect, rect: Rect, into: Float32Array): void {
  const inside = intersect(part, rect);
  if (inside === null) return;
  const length = part.width * pipelineChannels;
  for (let y = 0; y < part.height; y += 1) {
    const to = ((part.top - rect.top + y) * rect.width + part.left - rect.left) * pipelineChannels;
    into.set(values.subarray(y * length, (y + 1) * length), to);
  }
}
