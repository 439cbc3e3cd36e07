import type { DiagnosisManifest } from '../../src/engine/inference/manifest.ts';
import { networkTensors } from '../../src/engine/inference/networkTensors.ts';
import type { InferencePort, NamedTensors } from '../../src/engine/ports.ts';
import { FakeInference } from './fakeInference.ts';

/** Facts of a diagnoser that does not exist: small pieces, and two faults. */
export const fakeDiagnoser = {
  id: 'fake',
  tasks: ['dehaze', 'denoise'],
  thumbnailSize: 4,
  pieceSize: 8,
} as unknown as DiagnosisManifest;

/** A fake network that also diagnoses: noise is how much the values of the pieces differ, at most 1. */
export class DiagnosingInference extends FakeInference {
  diagnoserRuns = 0;
  /** Pieces seen in one run at most. */
  mostPieces = 0;

  override async run(...call: Parameters<InferencePort['run']>): Promise<NamedTensors> {
    const [{ graph }, inputs] = call;
    const names = networkTensors.diagnoser;
    if (graph !== names.graph) return super.run(call[0], call[1], call[2]);
    this.diagnoserRuns += 1;
    const pieces = inputs[names.pieces];
    this.mostPieces = Math.max(this.mostPieces, pieces?.shape[0] ?? 0);
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const value of pieces?.data ?? []) [low, high] = [Math.min(low, value), Math.max(high, value)];
    return { [names.severities]: { shape: [1, 2], data: Float32Array.of(1, Math.min(1, high - low)) } };
  }
}
