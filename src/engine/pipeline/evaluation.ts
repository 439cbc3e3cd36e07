import { invariant } from '../../shared/base/assert.ts';
import { throwIfCancelled } from '../../shared/base/cancel.ts';
import { AppError } from '../../shared/base/errors.ts';
import type { Rect } from '../../shared/base/geometry.ts';
import { sentence } from '../../shared/base/sentence.ts';
import type { ColourSpace } from '../image/colourSpace.ts';
import type { DiagnosisManifest } from '../inference/manifest.ts';
import type { PointAdjustment } from '../operations/adjustment.ts';
import { cleanTiles } from '../operations/cleanTiles.ts';
import type { ModelFacts } from '../operations/modelFacts.ts';
import { restore } from '../operations/restoration.ts';
import { enlarged } from '../operations/upscale.ts';
import type { InferencePort } from '../ports.ts';
import { areaThumbnail } from '../tiling/areaThumbnail.ts';
import { AwaitedStore } from '../tiling/awaitedStore.ts';
import { BlockStore } from '../tiling/blockStore.ts';
import type { FloatSource } from '../tiling/floatSource.ts';
import type { Tile } from '../tiling/planTiles.ts';
import { areaSource } from './areaSource.ts';
import { blendedSource } from './blendedSource.ts';
import { type Layer, pointSource } from './pointSource.ts';
import type { AdjustmentStage, NetworkPass, NetworkStage } from './stage.ts';
import type { TileClock } from './tileClock.ts';

export interface EvaluationContext {
  readonly colourSpace: ColourSpace;
  readonly model: ModelFacts | null;
  readonly inference: InferencePort;
  /** For steps that leave clean tiles as they are. */
  readonly diagnoser: () => DiagnosisManifest;
  readonly scratchFolder: string;
  readonly storeBudgetBytes: number;
  readonly clock: TileClock;
}

/** A network step with what it works on. */
interface NetworkStep {
  readonly stage: NetworkStage;
  readonly model: ModelFacts;
  readonly input: FloatSource;
  readonly isLast: boolean;
}

interface FillingPass {
  readonly stage: NetworkStage;
  readonly model: ModelFacts;
  readonly pass: NetworkPass;
  readonly source: FloatSource;
  readonly store: BlockStore;
  readonly added: (rect: Rect) => void;
}

const settledRowsValues = 3 * 1024 * 1024;

/**
 * A recipe on its way from the source to the result: adjustments are put on top of what is there and run where
 * somebody looks; a network step is run over its tiles into a store. The last network goes on while its result is read.
 * At most two stores are alive (three inside a 4x enlargement); the owner disposes what is left.
 */
export class Evaluation {
  readonly #context: EvaluationContext;
  #source: FloatSource;
  #points: Layer<PointAdjustment>[] = [];
  /** The stores that `#source` reads from, and those that the last network still needs. */
  #stores: BlockStore[] = [];
  /** The last network's result while it comes into being. */
  #last: AwaitedStore | null = null;
  /** Rows around those that are read which the adjustments after the last network look at. */
  #reach = 0;
  readonly #stop = new AbortController();

  constructor(source: FloatSource, context: EvaluationContext) {
    this.#source = source;
    this.#context = context;
  }

  /** The result of everything done so far; reading it waits for the tiles of the last network. */
  get result(): FloatSource {
    return this.#withPoints();
  }

  /** Settles when all networks are done. */
  get networksDone(): Promise<void> {
    return this.#last?.filled ?? Promise.resolve();
  }

  async adjust({ adjustment, strength, coverage }: AdjustmentStage, signal: AbortSignal): Promise<void> {
    if (adjustment.kind === 'point') {
      this.#points.push({ adjustment, strength, coverage });
    } else if (adjustment.kind === 'area') {
      this.#source = areaSource(this.#withPoints(), { adjustment, strength, coverage });
      this.#points = [];
      this.#reach += adjustment.halo;
    } else {
      const thumbnail = await areaThumbnail(this.#withPoints(), adjustment.thumbnail, signal);
      this.#points.push({ adjustment: adjustment.measure(thumbnail), strength, coverage });
    }
  }

  /** Runs a network step; with `isLast`, where no other network step follows, only starts it. */
  async run(stage: NetworkStage, isLast: boolean, signal: AbortSignal): Promise<void> {
    const model = this.#model();
    const input = this.#withPoints();
    const before = this.#stores;
    this.#stores = [...before];
    const store = await this.#runPasses({ stage, model, input, isLast }, signal);
    this.#points = [];
    this.#reach = 0;
    const unblended = stage.factor === 1 ? input : enlarged(input, stage.factor);
    const result = this.#last ?? store;
    this.#source = blendedSource(unblended, () => result, stage.strength, stage.coverage);
    if (isLast) return;
    if (this.#source !== store) {
      if (before.length === 0) return;
      await settle(store, this.#source, signal);
      this.#source = store;
    }
    this.#stores = [store];
    for (const old of before) await old.dispose();
  }

  /** Declares that rows of the result above `top` will not be read again. */
  async release(top: number): Promise<void> {
    if (this.#last !== null && top > this.#reach) await this.#last.release(top - this.#reach);
  }

  /** Stops the last network where it still runs, and frees everything. */
  async dispose(): Promise<void> {
    this.#stop.abort();
    // How it ended is the business of those who read its result.
    await this.#last?.filled.catch(() => undefined);
    for (const store of this.#stores) await store.dispose();
  }

  #withPoints(): FloatSource {
    return this.#points.length === 0
      ? this.#source
      : pointSource(this.#source, this.#points, this.#context.colourSpace);
  }

  /** The last pass's store. */
  async #runPasses({ stage, model, input, isLast }: NetworkStep, signal: AbortSignal): Promise<BlockStore> {
    let made: BlockStore | null = null;
    for (const [index, pass] of stage.passes.entries()) {
      const earlier: BlockStore | null = made;
      const store = this.#newStore(pass);
      this.#stores.push(store);
      made = store;
      const source = pass.enlarge === 1 ? (earlier ?? input) : enlarged(earlier ?? input, pass.enlarge);
      if (isLast && index === stage.passes.length - 1) {
        const either = AbortSignal.any([signal, this.#stop.signal]);
        this.#last = new AwaitedStore(store, (added) =>
          this.#runPass({ stage, model, pass, source, store, added }, either),
        );
      } else {
        await this.#runPass({ stage, model, pass, source, store, added: () => undefined }, signal);
        if (earlier !== null) await this.#drop(earlier);
      }
    }
    invariant(made !== null, 'a network step has at least one pass');
    return made;
  }

  async #drop(store: BlockStore): Promise<void> {
    this.#stores = this.#stores.filter((other) => other !== store);
    await store.dispose();
  }

  async #runPass({ stage, model, pass, source, store, added }: FillingPass, signal: AbortSignal): Promise<void> {
    const { operation, embedding, leaveBelow: below } = stage;
    const { tiles } = pass;
    const { inference, colourSpace, clock } = this.#context;
    const isClean =
      below === 0
        ? null
        : cleanTiles({
            operation,
            below,
            diagnoser: { model: this.#context.diagnoser(), inference },
            source,
            colourSpace,
            onClean: () => clock.tileClean(),
          });
    const onTile = (tile: Tile) => {
      clock.tileDone(tile);
      added(tile.output);
    };
    const network = { operation, embedding, model, inference, colourSpace, source, isClean };
    await restore({ ...network, tiles, store, onTile }, signal);
  }

  #model(): ModelFacts {
    const { model } = this.#context;
    if (model !== null) return model;
    throw new AppError('model-missing', sentence('said.modelNone'));
  }

  #newStore({ plan, tiles }: NetworkPass): BlockStore {
    const store = new BlockStore({
      size: plan.size,
      regions: plan.tiles.map((tile) => tile.output),
      memoryBudgetBytes: this.#context.storeBudgetBytes,
      scratchFolder: this.#context.scratchFolder,
    });
    const wanted = new Set(tiles);
    for (const tile of plan.tiles) if (!wanted.has(tile)) store.skip(tile.index);
    return store;
  }
}

/** Writes a blend over the result that it reads, row by row, so that the input below is needed no longer. */
async function settle(store: BlockStore, blended: FloatSource, signal: AbortSignal): Promise<void> {
  const rowsAtOnce = Math.max(1, Math.floor(settledRowsValues / (store.width * 3)));
  const buffer = new Float32Array(Math.min(rowsAtOnce, store.height) * store.width * 3);
  for (let top = 0; top < store.height; top += rowsAtOnce) {
    throwIfCancelled(signal);
    const height = Math.min(rowsAtOnce, store.height - top);
    const rows = buffer.subarray(0, height * store.width * 3);
    await blended.readRect({ left: 0, top, width: store.width, height }, rows, signal);
    await store.replaceRows(top, rows);
  }
}
