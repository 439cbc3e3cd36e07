import type { Rect } from '../../shared/base/geometry.ts';
import type { RestorationTask } from '../../shared/model/operation.ts';
import type { ColourSpace } from '../image/colourSpace.ts';
import { askDiagnoser, type Diagnoser } from '../operations/askDiagnoser.ts';
import { toNetwork } from '../operations/networkColour.ts';
import { networkThumbnail } from '../operations/networkThumbnail.ts';
import { BufferPool } from '../tiling/bufferPool.ts';
import { type FloatSource, pipelineChannels } from '../tiling/floatSource.ts';
import { readTile } from '../tiling/readTile.ts';
import { piecesOf } from './pieces.ts';

/** How bad each fault is: 0 is not there, 1 is as bad as it gets. */
export type Severities = Readonly<Partial<Record<RestorationTask, number>>>;

/**
 * Looks at a thumbnail of the whole picture and at pieces of it at full resolution. Rejects with what the inference
 * rejects with, and with `inference-failed` where the network answers with something else than severities.
 */
export async function findFaults(
  source: FloatSource,
  colourSpace: ColourSpace,
  diagnoser: Diagnoser,
  signal?: AbortSignal,
): Promise<Severities> {
  const { model } = diagnoser;
  const pool = new BufferPool();
  const side = model.thumbnailSize;
  const seen = await networkThumbnail(source, side, colourSpace, signal);
  const sums = new Float64Array(model.tasks.length);
  const bags = piecesOf(source, model.pieceSize);
  for (const bag of bags) {
    const pieces = await readBag(source, colourSpace, bag, pool, signal);
    const said = await askDiagnoser(diagnoser, { thumbnail: seen, pieces, count: bag.length }, signal);
    Array.from(said).forEach((value, task) => {
      sums[task] = (sums[task] ?? 0) + value / bags.length;
    });
  }
  return Object.fromEntries(model.tasks.map((task, index) => [task, sums[index] ?? 0]));
}

/** The pieces as the network sees them, one after the other. */
async function readBag(
  source: FloatSource,
  colourSpace: ColourSpace,
  bag: readonly Rect[],
  pool: BufferPool,
  signal: AbortSignal | undefined,
): Promise<Float32Array> {
  const length = (bag[0]?.width ?? 0) * (bag[0]?.height ?? 0) * pipelineChannels;
  const data = new Float32Array(bag.length * length);
  const own = new Float32Array(length);
  for (const [index, rect] of bag.entries()) {
    await readTile(source, rect, own, pool, signal);
    toNetwork(own, data.subarray(index * length, (index + 1) * length), colourSpace, pool);
  }
  return data;
}
