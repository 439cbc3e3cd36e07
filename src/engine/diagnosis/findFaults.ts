import { AppError } from '../../shared/base/errors.ts';
import type { Rect } from '../../shared/base/geometry.ts';
import { sentence } from '../../shared/base/sentence.ts';
import type { RestorationTask } from '../../shared/model/operation.ts';
import type { ColourSpace } from '../image/colourSpace.ts';
import type { DiagnosisManifest } from '../inference/manifest.ts';
import { networkTensors } from '../inference/networkTensors.ts';
import { toNetwork } from '../operations/networkColour.ts';
import type { InferencePort } from '../ports.ts';
import { areaThumbnail } from '../tiling/areaThumbnail.ts';
import { BufferPool } from '../tiling/bufferPool.ts';
import { type FloatSource, pipelineChannels } from '../tiling/floatSource.ts';
import { readTile } from '../tiling/readTile.ts';
import { piecesOf } from './pieces.ts';

/** Who looks at pictures: the pack's facts and the process that runs it. */
export interface Diagnoser {
  readonly model: DiagnosisManifest;
  readonly inference: InferencePort;
}

/** How bad each fault is: 0 is not there, 1 is as bad as it gets. */
export type Severities = Readonly<Partial<Record<RestorationTask, number>>>;

/**
 * Looks at a thumbnail of the whole picture and at pieces of it at full resolution. Rejects with what the inference
 * rejects with, and with `inference-failed` where the network answers with something else than severities.
 */
export async function findFaults(
  source: FloatSource,
  colourSpace: ColourSpace,
  { model, inference }: Diagnoser,
  signal?: AbortSignal,
): Promise<Severities> {
  const { graph, thumbnail, pieces, severities } = networkTensors.diagnoser;
  const pool = new BufferPool();
  const side = model.thumbnailSize;
  const small = await areaThumbnail(source, { width: side, height: side }, signal);
  const seen = new Float32Array(small.length);
  toNetwork(small, seen, colourSpace, pool);
  const sums = new Float64Array(model.tasks.length);
  const bags = piecesOf(source, model.pieceSize);
  for (const bag of bags) {
    const inputs = {
      [thumbnail]: { shape: [1, 3, side, side], data: seen },
      [pieces]: {
        shape: [bag.length, 3, model.pieceSize, model.pieceSize],
        data: await readBag(source, colourSpace, bag, pool, signal),
      },
    };
    const said = (await inference.run({ model: model.id, graph }, inputs, signal))[severities]?.data;
    if (said?.length !== sums.length || !said.every(Number.isFinite)) {
      throw new AppError('inference-failed', sentence('said.networkNoSeverities', { model: model.id }));
    }
    said.forEach((value, task) => {
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
