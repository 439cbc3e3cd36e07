import { AppError } from '../../shared/base/errors.ts';
import { sentence } from '../../shared/base/sentence.ts';
import type { DiagnosisManifest } from '../inference/manifest.ts';
import { networkTensors } from '../inference/networkTensors.ts';
import type { InferencePort } from '../ports.ts';

/** Who looks at pictures: the pack's facts and the process that runs it. */
export interface Diagnoser {
  readonly model: DiagnosisManifest;
  readonly inference: InferencePort;
}

/** What is shown to it, as planes of sRGB, 0..1: the whole picture as a thumbnail, and `count` pieces one after the other. */
export interface Shown {
  readonly thumbnail: Float32Array;
  readonly pieces: Float32Array;
  readonly count: number;
}

/**
 * How bad each fault is, 0..1, in the order of the model's tasks. Rejects with what the inference rejects with, and with
 * `inference-failed` where the network answers with something else than severities.
 */
export async function askDiagnoser(
  { model, inference }: Diagnoser,
  shown: Shown,
  signal: AbortSignal | undefined,
): Promise<ArrayLike<number>> {
  const { graph, thumbnail, pieces, severities } = networkTensors.diagnoser;
  const { thumbnailSize, pieceSize } = model;
  const inputs = {
    [thumbnail]: { shape: [1, 3, thumbnailSize, thumbnailSize], data: shown.thumbnail },
    [pieces]: { shape: [shown.count, 3, pieceSize, pieceSize], data: shown.pieces },
  };
  const said = (await inference.run({ model: model.id, graph }, inputs, signal))[severities]?.data;
  if (said?.length === model.tasks.length && said.every(Number.isFinite)) return said;
  throw new AppError('inference-failed', sentence('said.networkNoSeverities', { model: model.id }));
}
