import { AppError } from '../../shared/base/errors.ts';
import { intersect } from '../../shared/base/geometry.ts';
import { sentence } from '../../shared/base/sentence.ts';
import type { StoredResult } from '../cache/storedResult.ts';
import type { RestorationPass } from '../operations/restoration.ts';
import type { NetworkPass } from '../pipeline/stage.ts';
import type { Tensor } from '../ports.ts';
import { type FloatSource, pipelineChannels } from '../tiling/floatSource.ts';
import type { Tile } from '../tiling/planTiles.ts';
import { addTile, copyPart } from './joinTiles.ts';
import { TileCells } from './tileCells.ts';

/** One pass of a network step: the tiles that are finished of it, and the state its guide gave. */
export class PassResult {
  readonly pass: NetworkPass;
  /** Where the network's tiles go: into memory until `keep` has them on disk. */
  readonly store: RestorationPass['store'];
  readonly #stored: StoredResult;
  readonly #index: number;
  readonly #done = new Set<number>();
  readonly #cells: TileCells;
  readonly #onLost: () => void;
  /** Null before the guide ran. */
  guide: Tensor | null = null;

  /** `index` is the pass's place in its step; `onLost` is called when a finished tile turns out to be damaged. */
  constructor(pass: NetworkPass, index: number, stored: StoredResult, onLost: () => void) {
    this.pass = pass;
    this.#index = index;
    this.#stored = stored;
    this.#onLost = onLost;
    this.#cells = new TileCells(pass.plan);
    for (const tile of pass.plan.tiles) if (stored.has(this.#name(tile.index))) this.#done.add(tile.index);
    this.store = {
      add: async (region, values) => {
        const { width, height } = this.#tile(region).output;
        stored.hold(this.#name(region), values.slice(0, width * height * pipelineChannels).buffer);
      },
    };
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

  /** Writes a finished tile to disk. @throws AppError `disk-full`, `output-unwritable` */
  async keep(tile: Tile): Promise<void> {
    const piece = await this.#stored.get(this.#name(tile.index));
    if (piece !== null) await this.#stored.put(this.#name(tile.index), piece);
  }

  /** True where the tile is finished and was read or written whole by this process. */
  wasSeen(tile: Tile): boolean {
    return this.isDone(tile) && this.#stored.wasSeen(this.#name(tile.index));
  }

  /** Reads a finished tile: where it is damaged it is not finished any more. */
  async check(tile: Tile): Promise<void> {
    if (this.isDone(tile)) await this.#values(tile);
  }

  /** What is finished, and `fallback` where nothing is yet. */
  over(fallback: FloatSource): FloatSource {
    return this.#source(async (rect, into, signal) => {
      into.fill(0);
      await this.#join(rect, into);
      const parts = this.#cells.finished(rect, (tile) => this.#done.has(tile));
      if (parts === 'all') return;
      const own = into.slice();
      await fallback.readRect(rect, into, signal);
      for (const part of parts) copyPart(own, part, rect, into);
    });
  }

  /** What is finished, for a reader who needs all of it: rejects where a tile is missing. */
  get whole(): FloatSource {
    return this.over(
      this.#source(async () => {
        throw lostError();
      }),
    );
  }

  /** What is finished, and `fallback` where nothing is yet, unless that is so because a tile was just found damaged. */
  exactOver(fallback: FloatSource): FloatSource {
    const over = this.over(fallback);
    return this.#source(async (rect, into, signal) => {
      const before = this.tilesDone;
      await over.readRect(rect, into, signal);
      if (this.tilesDone < before) throw lostError();
    });
  }

  async #join(rect: Parameters<FloatSource['readRect']>[0], into: Float32Array): Promise<void> {
    const tiles = this.pass.plan.tiles.filter((tile) => this.isDone(tile) && intersect(tile.output, rect) !== null);
    for (const tile of tiles) {
      const values = await this.#values(tile);
      if (values !== null) addTile(tile, values, rect, into);
    }
  }

  async #values(tile: Tile): Promise<Float32Array | null> {
    const piece = await this.#stored.get(this.#name(tile.index));
    const length = tile.output.width * tile.output.height * pipelineChannels;
    if (piece?.byteLength === length * Float32Array.BYTES_PER_ELEMENT) return new Float32Array(piece);
    await this.#stored.drop(this.#name(tile.index));
    if (this.#done.delete(tile.index)) this.#onLost();
    return null;
  }

  #source(readRect: FloatSource['readRect']): FloatSource {
    return { width: this.pass.plan.size.width, height: this.pass.plan.size.height, readRect };
  }

  #tile(index: number): Tile {
    const tile = this.pass.plan.tiles[index];
    if (tile === undefined) throw new Error('Broken promise of the code: a network restores tiles of its plan');
    return tile;
  }

  #name(tile: number): string {
    return `tile-${this.#index}-${tile}`;
  }
}

function lostError(): AppError {
  return new AppError('inference-failed', sentence('said.resultDamaged'));
}
