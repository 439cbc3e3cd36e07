import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Tile } from '../src/engine/tiling/planTiles.ts';

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

export interface PureInference {
  /** A model pack's folder. */
  readonly pack: string;
  readonly tiles: readonly Tile[];
  readonly stateSize: number;
  /** Tiles that are computed at a time, each by a session with its part of the cores. */
  readonly atATime: number;
}

/** Seconds that ONNX Runtime alone needs for the same tiles: the tiles' own shapes, sessions that are warm, nothing else. */
export async function pureInferenceSeconds({ pack, tiles, stateSize, atATime }: PureInference): Promise<number> {
  const threads = Math.max(1, Math.floor(availableParallelism() / atATime));
  const workers = Array.from({ length: atATime }, (_, place) => {
    const own = tiles.filter(({ index }) => index % atATime === place);
    const shapes = own.map(({ input }) => [input.height, input.width]);
    return new Worker(thread, {
      eval: true,
      workerData: { file: `${pack}/tile.onnx`, shapes, stateSize, threads },
    });
  });
  await Promise.all(workers.map((worker) => once(worker, 'message')));
  const started = performance.now();
  const done = workers.map((worker) => once(worker, 'message'));
  for (const worker of workers) worker.postMessage('go');
  await Promise.all(done);
  return (performance.now() - started) / 1000;
}
