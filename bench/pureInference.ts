import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { mostAtATime } from '../src/engine/inference/inferenceClient.ts';
import { openModelPacks } from '../src/engine/inference/modelPacks.ts';
import { tileGeometry } from '../src/engine/pipeline/tileGeometry.ts';
import { planTiles } from '../src/engine/tiling/planTiles.ts';
import type { Size } from '../src/shared/base/geometry.ts';

/** Plain JavaScript: a thread from sources would have to load a compiler first. */
const thread = `
const { InferenceSession, Tensor } = require('onnxruntime-node');
const { parentPort, workerData } = require('node:worker_threads');
const { file, shapes, stateSize, threads } = workerData;
const filled = (length, value) => new Tensor('float32', new Float32Array(length).fill(value), [1, length]);
const control = { embedding: filled(256, 1 / 16), strengths: filled(9, 0), state: filled(stateSize, 0) };
(async () => {
  const session = await InferenceSession.create(file, { intraOpNumThreads: threads });
  const run = ([height, width]) => {
    const data = new Float32Array(3 * width * height).fill(0.5);
    return session.run({ ...control, picture: new Tensor('float32', data, [1, 3, height, width]) });
  };
  await run(shapes[0]);
  parentPort.postMessage('ready');
  parentPort.once('message', async () => {
    for (const shape of shapes) await run(shape);
    parentPort.postMessage('done');
    parentPort.close();
  });
})();
`;

/** Tiles at a time as Patina has them on a processor. */
export const asPatina = Math.min(mostAtATime, availableParallelism());

/** ONNX Runtime alone, on the tiles of a picture that is denoised. */
export interface PureInference {
  readonly tiles: number;
  /**
   * Seconds for all tiles, of their own shapes, `atATime` of them at a time, each by a session with its part of the cores;
   * the sessions are warm, and nothing else is done.
   */
  seconds(atATime: number): Promise<number>;
}

export async function pureInference(model: string, size: Size): Promise<PureInference> {
  const models = join('resources', 'models');
  const facts = (await openModelPacks([models])).restoration(model);
  const { tiles } = planTiles(size, tileGeometry(facts, 'denoise'));
  const shapes = tiles.map(({ input }) => [input.height, input.width]);
  const file = join(models, model, 'tile.onnx');
  return {
    tiles: tiles.length,
    seconds: async (atATime) => {
      const threads = Math.max(1, Math.floor(availableParallelism() / atATime));
      const workers = Array.from({ length: atATime }, (_, place) => {
        const own = shapes.filter((_shape, index) => index % atATime === place);
        return new Worker(thread, {
          eval: true,
          workerData: { file, shapes: own, stateSize: facts.stateSize, threads },
        });
      });
      await Promise.all(workers.map((worker) => once(worker, 'message')));
      const started = performance.now();
      const done = workers.map((worker) => once(worker, 'message'));
      for (const worker of workers) worker.postMessage('go');
      await Promise.all(done);
      return (performance.now() - started) / 1000;
    },
  };
}
