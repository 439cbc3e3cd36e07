import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { InferenceSession, Tensor } from 'onnxruntime-node';

const call = promisify(execFile);
const side = 512;
const tiles = 6;
const megapixels = (tiles * side * side) / 1e6;

/** Seconds that InstructIR's network needs for a megapixel in tiles of 512 x 512 without any halo; random weights. */
export interface InstructIrSeconds {
  readonly pyTorch: number;
  readonly onnxRuntime: number;
}

/** Writes the network below `folder`, once; what is returned times it, as often as it is called. Null without PyTorch. */
export async function openInstructIr(
  python: string,
  folder: string,
): Promise<(() => Promise<InstructIrSeconds>) | null> {
  const onnx = join(folder, 'instructir.onnx');
  const run = async (args: string[]): Promise<{ seconds?: number }> => {
    const said = await call(python, ['-m', 'restore.published', ...args], {
      env: { ...process.env, PYTHONPATH: resolve('training') },
    });
    return JSON.parse(said.stdout.trim().split('\n').at(-1) ?? '') as { seconds?: number };
  };
  try {
    await call(python, ['-c', 'import torch, onnxscript']);
  } catch {
    return null;
  }
  await run(['--onnx', onnx]);
  return async () => {
    const { seconds: pyTorch = 0 } = await run(['--tiles', String(tiles)]);
    return { pyTorch: pyTorch / megapixels, onnxRuntime: (await onnxRuntimeSeconds(onnx)) / megapixels };
  };
}

async function onnxRuntimeSeconds(file: string): Promise<number> {
  const session = await InferenceSession.create(await readFile(file));
  const picture = new Tensor('float32', new Float32Array(3 * side * side).fill(0.5), [1, 3, side, side]);
  const embedding = new Tensor('float32', new Float32Array(256).fill(1 / 16), [1, 256]);
  await session.run({ picture, embedding });
  const started = performance.now();
  for (let tile = 0; tile < tiles; tile += 1) await session.run({ picture, embedding });
  const seconds = (performance.now() - started) / 1000;
  await session.release();
  return seconds;
}
