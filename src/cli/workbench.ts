import { InferenceClient } from '../engine/inference/inferenceClient.ts';
import { type ModelPacks, openModelPacks } from '../engine/inference/modelPacks.ts';
import type { DeviceRequest } from '../engine/inference/providers.ts';
import type { SentenceEncoder } from '../engine/instruction/textEncoder.ts';
import { sentenceEncoder, textEncoderGraph } from '../engine/sentenceEncoding.ts';
import { appPaths } from '../host/appPaths.ts';
import { forkSpawner } from '../host/forkSpawner.ts';

/** Intermediate results of a job that are held in memory; what is more goes to the scratch folder. */
const memoryBudgetBytes = 128 * 1024 * 1024;

/** The engine's parts as one command needs them; `close` ends the inference process. */
export interface Workbench {
  readonly packs: ModelPacks;
  readonly inference: InferenceClient;
  /** Made at first use: commands that need no words work without a text model. */
  readonly encoder: () => SentenceEncoder;
  readonly scratchFolder: string;
  readonly memoryBudgetBytes: number;
  /** Starts the inference process, with the text model, ahead of the first sentence. */
  warmUp(): void;
  close(): Promise<void>;
}

/** Puts the parts together for a command; no process is started before the first network runs. */
export async function openWorkbench(device: DeviceRequest = 'auto'): Promise<Workbench> {
  const paths = appPaths();
  const packs = await openModelPacks(paths.models);
  const spawner = forkSpawner();
  const inference = new InferenceClient({ start: () => spawner.spawn('inferenceProcess'), packs, device });
  let encoder: SentenceEncoder | undefined;
  return {
    packs,
    inference,
    encoder: () => (encoder ??= sentenceEncoder(packs, inference)),
    scratchFolder: paths.scratch,
    memoryBudgetBytes,
    warmUp: () => {
      // It fails again, and is reported, where the first sentence needs it.
      inference.load(textEncoderGraph).catch(() => undefined);
    },
    close: () => inference.close(),
  };
}
