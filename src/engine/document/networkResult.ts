import { throwIfCancelled } from '../../shared/base/cancel.ts';
import type { Rect, Size } from '../../shared/base/geometry.ts';
import { tileSize } from '../../shared/contract/tileAddress.ts';
import { topLevel } from '../../shared/logic/tilePyramid.ts';
import type { ResultCut, StoredResult } from '../cache/storedResult.ts';
import { planPasses } from '../pipeline/planPasses.ts';
import type { NetworkPass } from '../pipeline/stage.ts';
import type { FloatSource } from '../tiling/floatSource.ts';
import type { Tile } from '../tiling/planTiles.ts';
import { CoarseResult } from './coarseResult.ts';
import type { Shown } from './levels.ts';
import { PassResult } from './passResult.ts';

/**
 * Everything a network has computed for one step under one key, now or in an earlier run. Tiles may come in any order
 * and in any number; what is there can be looked at at every level. Strength, mask and on/off of the step are not part
 * of it.
 */
export class NetworkResult {
  readonly key: string;
  readonly size: Size;
  readonly passes: readonly PassResult[];
  readonly #stored: StoredResult;
  readonly #cut: ResultCut;
  readonly #coarse: CoarseResult;
  /** Seconds of inference spent on it. */
  seconds: number;
  device: string | null;
  /** Tiles that were found clean and left as they are. */
  tilesClean: number;
  /** The sentence of the failure that stopped it, or null. */
  failure: string | null = null;

  /** `onLost` is called when something that was finished turns out to be damaged. */
  constructor(stored: StoredResult, cut: ResultCut, onLost: () => void) {
    this.key = stored.key;
    this.#stored = stored;
    this.#cut = cut;
    this.passes = planPasses(cut, cut.factor, cut, null).map(
      (pass, index) => new PassResult(pass, index, stored, onLost),
    );
    this.size = this.#last.pass.plan.size;
    this.seconds = stored.facts.seconds;
    this.device = stored.facts.device;
    this.tilesClean = stored.facts.tilesClean;
    this.#coarse = new CoarseResult(this.size, topLevel({ ...this.size, tileSize }), stored, () => {
      // A few blocks of a coarser level are missing: they are made again from the tiles, and shown then.
      this.#rebuild().then(onLost, () => undefined);
    });
  }

  /** True where something can be seen of it. */
  get hasPixels(): boolean {
    return this.#last.tilesDone > 0;
  }

  /** Null before a tile was measured. */
  get secondsPerTile(): number | null {
    const tiles = this.passes.reduce((sum, pass) => sum + pass.tilesDone, 0);
    return tiles === 0 || this.seconds === 0 ? null : this.seconds / tiles;
  }

  at(level: number, fallback: FloatSource): FloatSource {
    return level === 0 ? this.#last.over(fallback) : this.#coarse.at(level, fallback);
  }

  /** The same for readers who keep what they read: they reject instead of reading the fallback for damaged tiles. */
  get exact(): Shown {
    return {
      at: (level, fallback) => (level === 0 ? this.#last.exactOver(fallback) : this.#coarse.at(level, fallback)),
    };
  }

  /** Reads the finished tiles among these that this process has not seen: damaged ones are not finished any more. */
  async check(passes: readonly NetworkPass[], signal: AbortSignal): Promise<void> {
    for (const [index, { tiles }] of passes.entries()) {
      for (const tile of tiles) {
        throwIfCancelled(signal);
        if (this.passes[index]?.wasSeen(tile) === false) await this.passes[index]?.check(tile);
      }
    }
  }

  /** True where every one of these tiles is finished and known to be whole. */
  isWhole(passes: readonly NetworkPass[]): boolean {
    return passes.every(({ tiles }, index) => tiles.every((tile) => this.passes[index]?.wasSeen(tile) === true));
  }

  /**
   * Takes a finished tile in and keeps it on disk; answers with the pixels of the result that look different now.
   * @throws AppError `disk-full`, `output-unwritable`
   */
  async finish(pass: PassResult, tile: Tile): Promise<Rect | null> {
    pass.markDone(tile);
    const isShown = pass === this.#last;
    if (this.#stored.facts.cut === null) await this.#describe();
    // Coarser levels first: a tile that is on disk has them.
    if (isShown) await this.#coarse.update(tile.output, pass.over(nothing(this.size)));
    await pass.keep(tile);
    return isShown ? tile.output : null;
  }

  /** Keeps what is told about it beside the pixels. */
  async settle(): Promise<void> {
    if (this.seconds !== this.#stored.facts.seconds) await this.#describe();
  }

  async #describe(): Promise<void> {
    const { seconds, device, tilesClean } = this;
    await this.#stored.putFacts({ seconds, device, tilesClean, cut: this.#cut });
  }

  async #rebuild(): Promise<void> {
    const over = this.#last.over(nothing(this.size));
    for (const tile of this.#last.pass.plan.tiles) {
      if (this.#last.isDone(tile)) await this.#coarse.update(tile.output, over);
    }
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
