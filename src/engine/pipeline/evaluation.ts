import { invariant } from '../../shared/base/assert.ts';
import { throwIfCancelled } from '../../shared/base/cancel.ts';
import { AppError } from '../../shared/base/errors.ts';
import type { ColourSpace } from '../image/colourSpace.ts';
import type { PointAdjustment } from '../operations/adjustment.ts';
import type { ModelFacts } from '../operations/modelFacts.ts';
import { restore } from '../operations/restoration.ts';
import { enlarged } from '../operations/upscale.ts';
import type { InferencePort } from '../ports.ts';
import { areaThumbnail } from '../tiling/areaThumbnail.ts';
import { BandStore } from '../tiling/bandStore.ts';
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
  readonly scratchFolder: string;
  readonly storeBudgetBytes: number;
  readonly clock: TileClock;
}

const settledRowsValues = 3 * 1024 * 1024;

/**
 * A recipe on its way from the source to the result: adjustments are put on top of what is there and run where
 * somebody looks; a network step is run over its tiles into a store. At most two stores are alive (three inside a
 * masked or partial 4x enlargement); the owner disposes what is left.
 */
export class Evaluation {
  readonly #context: EvaluationContext;
  #source: FloatSource;
  #points: Layer<PointAdjustment>[] = [];
  /** The stores that `#source` reads from. */
  #stores: BandStore[] = [];

  constructor(source: FloatSource, context: EvaluationContext) {
    this.#source = source;
    this.#context = context;
  }

  /** The result of everything done so far. */
  get result(): FloatSource {
    return this.#withPoints();
  }

  async adjust({ adjustment, strength, coverage }: AdjustmentStage, signal: AbortSignal): Promise<void> {
    if (adjustment.kind === 'point') {
      this.#points.push({ adjustment, strength, coverage });
    } else if (adjustment.kind === 'area') {
      this.#source = areaSource(this.#withPoints(), { adjustment, strength, coverage });
      this.#points = [];
    } else {
      const thumbnail = await areaThumbnail(this.#withPoints(), adjustment.thumbnail, signal);
      this.#points.push({ adjustment: adjustment.measure(thumbnail), strength, coverage });
    }
  }

  /** Runs a network step; `isLast` where no other network step follows. */
  async run(stage: NetworkStage, isLast: boolean, signal: AbortSignal): Promise<void> {
    const input = this.#withPoints();
    const before = this.#stores;
    const store = await this.#runPasses(stage, input, signal);
    this.#stores = [...before, store];
    this.#points = [];
    const unblended = stage.factor === 1 ? input : enlarged(input, stage.factor);
    this.#source = blendedSource(unblended, store, stage.strength, stage.coverage);
    if (this.#source !== store && !isLast && before.length > 0) await settle(store, this.#source, signal);
    else if (this.#source !== store) return;
    this.#source = store;
    this.#stores = [store];
    for (const old of before) await old.dispose();
  }

  async dispose(): Promise<void> {
    for (const store of this.#stores) await store.dispose();
  }

  #withPoints(): FloatSource {
    return this.#points.length === 0
      ? this.#source
      : pointSource(this.#source, this.#points, this.#context.colourSpace);
  }

  /** The last pass's store; what earlier passes and a failure leave behind is disposed here. */
  async #runPasses(stage: NetworkStage, input: FloatSource, signal: AbortSignal): Promise<BandStore> {
    let made: BandStore | null = null;
    for (const pass of stage.passes) {
      const earlier: BandStore | null = made;
      const source = earlier ?? input;
      made = this.#newStore(pass);
      try {
        await this.#runPass(stage, pass, pass.enlarge === 1 ? source : enlarged(source, pass.enlarge), made, signal);
      } catch (failure) {
        await made.dispose();
        throw failure;
      } finally {
        await earlier?.dispose();
      }
    }
    invariant(made !== null, 'a network step has at least one pass');
    return made;
  }

  async #runPass(
    { operation, embedding }: NetworkStage,
    { tiles }: NetworkPass,
    source: FloatSource,
    store: BandStore,
    signal: AbortSignal,
  ): Promise<void> {
    const { model, inference, colourSpace, clock } = this.#context;
    if (model === null) {
      throw new AppError('model-missing', `${operation} needs a restoration model, and none is installed.`);
    }
    const onTile = (tile: Tile) => clock.tileDone(tile);
    await restore({ operation, embedding, model, inference, colourSpace, source, tiles, store, onTile }, signal);
  }

  #newStore({ plan, tiles }: NetworkPass): BandStore {
    const store = new BandStore({
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
async function settle(store: BandStore, blended: FloatSource, signal: AbortSignal): Promise<void> {
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
