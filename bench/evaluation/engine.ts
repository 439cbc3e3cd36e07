import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Picture, Samples } from '../../src/engine/image/picture.ts';
import { InferenceClient } from '../../src/engine/inference/inferenceClient.ts';
import { openModelPacks } from '../../src/engine/inference/modelPacks.ts';
import { tryDevice } from '../../src/engine/inference/probe.ts';
import { bundledDevices } from '../../src/engine/inference/providers.ts';
import { renderPicture } from '../../src/engine/pipeline/renderPicture.ts';
import type { DeviceName, DeviceUse } from '../../src/engine/ports.ts';
import { resolveSteps, sentenceEncoder } from '../../src/engine/sentenceEncoding.ts';
import { appPaths } from '../../src/host/appPaths.ts';
import { forkSpawner } from '../../src/host/forkSpawner.ts';
import { inEnglish } from '../../src/shared/base/sentence.ts';
import type { OperationId } from '../../src/shared/model/operation.ts';
import { makeStep } from '../../src/shared/model/recipe.ts';

/** The product's engine, for what no flag of the command line asks for: other tiles, other depths, other precisions. */
export interface BenchEngine {
  /** Colour samples of the picture restored by one step, at the picture's own depth. */
  restore(picture: Picture, operation: OperationId, tileSize: number): Promise<Samples>;
  close(): Promise<void>;
}

/** A tile that any picture of the evaluation fits into. */
export const oneTile = 1152;
const memoryBudgetBytes = 512 * 1024 * 1024;

const start = () => forkSpawner().spawn('inferenceProcess');
const openPacks = () => openModelPacks(appPaths().models);

/** Opens the engine for a model; the CPU never takes over from another device. */
export async function openEngine(id: string, use: DeviceUse): Promise<BenchEngine> {
  const packs = await openPacks();
  const model = packs.restoration(id);
  const inference = new InferenceClient({ start, packs, ...use, fallBack: false });
  const scratchFolder = await mkdtemp(join(tmpdir(), 'patina-evaluation-scratch-'));
  const encoder = sentenceEncoder(packs, inference);
  const { signal } = new AbortController();
  return {
    restore: async (picture, operation, tileSize) => {
      const steps = await resolveSteps([makeStep(operation)], () => encoder, signal);
      const own = { scratchFolder, memoryBudgetBytes, inference, tileSize };
      const rendered = await renderPicture({ picture, steps, model: { ...model, tileSize }, ...own }, signal);
      try {
        return (await rendered.readRows(0, rendered.height)).slice();
      } finally {
        await rendered.dispose();
      }
    },
    close: async () => {
      await inference.close();
      await rm(scratchFolder, { recursive: true, force: true });
    },
  };
}

/** The devices beside the CPU that ONNX Runtime could use here, and why one cannot compute in half precision, or null. */
export async function halfPrecisionDevices(id: string): Promise<{ device: DeviceName; problem: string | null }[]> {
  const packs = await openPacks();
  const client = new InferenceClient({ start, packs });
  const { bundledProviders } = await client.about();
  await client.close();
  const found: { device: DeviceName; problem: string | null }[] = [];
  for (const device of bundledDevices(bundledProviders)) {
    if (device === 'cpu') continue;
    const { isRight, problem } = await tryDevice({ device, precision: 'half' }, { start, packs, model: id });
    found.push({ device, problem: isRight ? null : problem === null ? 'not right' : inEnglish(problem) });
  }
  return found;
}
