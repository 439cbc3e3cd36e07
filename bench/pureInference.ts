import { readFile } from 'node:fs/promises';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Tile } from '../src/engine/tiling/planTiles.ts';

/** Seconds that ONNX Runtime alone needs for the same tiles: one session, the tiles' own shapes, nothing else. */
export async function pureInferenceSeconds(model: string, tiles: readonly Tile[], stateSize: number): Promise<number> {
  const session = await InferenceSession.create(await readFile(`${model}/tile.onnx`), { intraOpNumThreads: 2 });
  const control = {
    embedding: new Tensor('float32', new Float32Array(256).fill(1 / 16), [1, 256]),
    strengths: new Tensor('float32', new Float32Array(9), [1, 9]),
    state: new Tensor('float32', new Float32Array(stateSize), [1, stateSize]),
  };
  const run = async ({ width, height }: { width: number; height: number }): Promise<void> => {
    const data = new Float32Array(3 * width * height).fill(0.5);
    await session.run({ ...control, picture: new Tensor('float32', data, [1, 3, height, width]) });
  };
  const first = tiles[0];
  if (first === undefined) throw new Error('Expected at least one tile.');
  await run(first.input);
  const started = performance.now();
  for (const tile of tiles) await run(tile.input);
  return (performance.now() - started) / 1000;
}
