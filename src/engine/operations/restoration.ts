import { AppError } from '../../shared/base/errors.ts';
import { sentence } from '../../shared/base/sentence.ts';
import type { OperationId } from '../../shared/model/operation.ts';
import type { ColourSpace } from '../image/colourSpace.ts';
import { networkTensors } from '../inference/networkTensors.ts';
import type { InferencePort, NamedTensors, Tensor } from '../ports.ts';
import type { BlockStore } from '../tiling/blockStore.ts';
import { BufferPool } from '../tiling/bufferPool.ts';
import { featherWindow } from '../tiling/featherWindow.ts';
import type { FloatSource } from '../tiling/floatSource.ts';
import type { Tile } from '../tiling/planTiles.ts';
import { readTile } from '../tiling/readTile.ts';
import { runTiles } from '../tiling/runTiles.ts';
import type { IsClean } from './cleanTiles.ts';
import { conditioning } from './conditioning.ts';
import type { ModelFacts } from './modelFacts.ts';
import { carryChange, toNetwork } from './networkColour.ts';
import { networkThumbnail } from './networkThumbnail.ts';

/** One pass of a network over the tiles of a picture. */
export interface RestorationPass {
  readonly operation: OperationId;
  readonly embedding: Float32Array;
  readonly model: ModelFacts;
  readonly inference: InferencePort;
  readonly colourSpace: ColourSpace;
  readonly source: FloatSource;
  /** The tiles to compute, in order; the store knows the others as skipped. */
  readonly tiles: readonly Tile[];
  /** Its regions are the tiles' outputs, by the tiles' indices. */
  readonly store: Pick<BlockStore, 'add'>;
  readonly onTile: (tile: Tile) => void;
  /** Where it says so, a tile is left as it is; null restores all. */
  readonly isClean: IsClean | null;
}

/** While one tile is with the network, the next is read or the last one written back. */
const tilesInFlight = 2;

/** The picture's own values, what the network sees, the result, and one more on the way. */
const buffersOfTile = 4;

/** Tiles that are worth having under way: all of a run, and those of the next; `least` where the device takes one. */
export function tilesUnderWay(inference: InferencePort, least: number): number {
  return Math.max(least, 2 * (inference.atATime?.() ?? 1));
}

/**
 * Any network step that keeps the size: the guide looks once at a thumbnail of the whole step's input, then every tile
 * is restored with the guide's state, so that all tiles agree in tone. Rejects with what the inference rejects with,
 * and with `inference-failed` where a network answers with something else than a picture.
 */
export async function restore(pass: RestorationPass, signal: AbortSignal): Promise<void> {
  if (pass.tiles.length === 0) return;
  const words = conditioning(pass.operation, pass.embedding, pass.model);
  const state = await guideState(pass, words, signal);
  const inFlight = tilesUnderWay(pass.inference, tilesInFlight);
  const pool = new BufferPool(buffersOfTile * inFlight);
  await runTiles(
    pass.tiles,
    inFlight,
    async (tile, tileSignal) => {
      await restoreTile(pass, tile, { ...words, [networkTensors.tile.state]: state }, pool, tileSignal);
      pass.onTile(tile);
    },
    signal,
  );
}

/** What the guide says about the whole of the pass's source; every tile is given it. */
export async function guideState(pass: RestorationPass, words: NamedTensors, signal: AbortSignal): Promise<Tensor> {
  const { graph, thumbnail, state } = networkTensors.guide;
  const side = pass.model.thumbnailSize;
  const planes = await networkThumbnail(pass.source, side, pass.colourSpace, signal);
  const inputs = { ...words, [thumbnail]: { shape: [1, 3, side, side], data: planes } };
  const outputs = await pass.inference.run({ model: pass.model.id, graph }, inputs, signal);
  return checkedOutput(outputs, state, pass.model.stateSize, pass.model.id);
}

/** Restores one tile and adds it to the store; `conditions` are the words, the strengths and the guide's state. */
export async function restoreTile(
  pass: RestorationPass,
  tile: Tile,
  conditions: NamedTensors,
  pool: BufferPool,
  signal: AbortSignal,
): Promise<void> {
  const { input, output } = tile;
  await pool.lend(input.width * input.height * 3, async (own) => {
    await readTile(pass.source, input, own, pool, signal);
    await pool.lend(own.length, async (seen) => {
      toNetwork(own, seen, pass.colourSpace, pool);
      const image = { shape: [1, 3, input.height, input.width], data: seen };
      const isClean = (await pass.isClean?.(seen, input, signal)) === true;
      const inputs = { ...conditions, [networkTensors.tile.image]: image };
      const restored = isClean ? null : await runTileGraph(pass, inputs, own.length, signal);
      await pool.lend(output.width * output.height * 3, async (result) => {
        const window = { ...output, left: output.left - input.left, top: output.top - input.top };
        const answer = { own, seen, output: restored?.data ?? seen, width: input.width, height: input.height };
        if (!Number.isFinite(carryChange(answer, window, result, pass.colourSpace, pool))) {
          throw new AppError('inference-failed', sentence('said.networkNotNumbers', { model: pass.model.id }));
        }
        if (restored !== null) pass.inference.recycle?.({ [networkTensors.tile.output]: restored });
        const { left, right, top, bottom } = tile.shared;
        const across = featherWindow(output.width, left, right);
        await pass.store.add(tile.index, result, across, featherWindow(output.height, top, bottom));
      });
    });
  });
}

async function runTileGraph(
  pass: RestorationPass,
  inputs: NamedTensors,
  length: number,
  signal: AbortSignal,
): Promise<FloatTensor> {
  const { graph, output } = networkTensors.tile;
  const outputs = await pass.inference.run({ model: pass.model.id, graph }, inputs, signal);
  return checkedOutput(outputs, output, length, pass.model.id);
}

type FloatTensor = Tensor & { readonly data: Float32Array };

function checkedOutput(outputs: NamedTensors, name: string, length: number, model: string): FloatTensor {
  const tensor = outputs[name];
  if (tensor === undefined || !(tensor.data instanceof Float32Array) || tensor.data.length !== length) {
    throw new AppError(
      'inference-failed',
      sentence('said.networkWrongLength', { model, expected: length, output: name, found: tensor?.data.length ?? 0 }),
    );
  }
  return { shape: tensor.shape, data: tensor.data };
}
