import { afterAll, beforeAll, expect, it } from 'vitest';
import { chooseDevice } from '../../../../src/engine/inference/chooseDevice.ts';
import type { InferenceClient } from '../../../../src/engine/inference/inferenceClient.ts';
import { isOutOfMemory } from '../../../../src/engine/inference/outOfMemory.ts';
import { inEnglish } from '../../../../src/shared/base/sentence.ts';
import { startTestClient, type TinyGraphs, tinyGraphs } from '../../../support/inferenceHarness.ts';
import { hungryModel } from '../../../support/tinyModels.ts';

/** The network looks one pixel to the left, and has memory for 2,000 pixels. */
const tiled = { image: 'picture', output: 'restored', alignment: 8, halo: 2 };
const hungry = { model: 'tiny', graph: 'hungry' };
let graphs: TinyGraphs;
let client: InferenceClient;

beforeAll(() => {
  graphs = tinyGraphs({ hungry: hungryModel(3 * 2000) }, { hungry: tiled });
  client = startTestClient(graphs).client;
});
afterAll(async () => {
  await client.close();
  graphs.remove();
});

function picture(width: number, height: number) {
  const data = Float32Array.from({ length: 3 * width * height }, (_, index) => Math.fround(Math.sin(index)));
  return { picture: { shape: [1, 3, height, width], data } };
}

/** What the network says, computed here. */
function expected({ picture: { shape, data } }: ReturnType<typeof picture>): Float32Array {
  const width = shape[3] ?? 1;
  return data.map((value, index) => value + 2 * (index % width === 0 ? 0 : (data[index - 1] ?? 0)));
}

it('does a tile in parts where memory is too little for the whole, says so, and halves the next at once', async () => {
  const large = picture(104, 72);
  const { restored } = await client.run(hungry, large);
  expect(restored?.shape).toEqual([1, 3, 72, 104]);
  const wanted = expected(large);
  expect(restored?.data.every((value, index) => Math.abs(value - (wanted[index] ?? Number.NaN)) < 1e-6)).toBe(true);
  expect(client.troubles().map(inEnglish)).toEqual(['Smaller tiles are used: the memory of cpu is too little']);
  expect((await client.run(hungry, picture(40, 16)))['restored']?.data).toHaveLength(3 * 40 * 16);
});

it('says in one sentence that memory is too little for the smallest part too', async () => {
  // A halo so wide that halving gains nothing.
  const wide = tinyGraphs({ hungry: hungryModel(3 * 2000) }, { hungry: { ...tiled, halo: 400 } });
  const { client: other } = startTestClient(wide);
  await expect(other.run(hungry, picture(104, 72))).rejects.toMatchObject({
    code: 'inference-failed',
    message: expect.stringMatching(
      /^The memory of cpu is too little for the network 'hungry' of 'tiny', even in the smallest parts: /,
    ),
  });
  await other.close();
  wide.remove();
});

it('goes from one device to the next, and to the CPU last', async () => {
  const { client: other } = startTestClient(graphs, {
    device: 'webgpu',
    next: [{ device: 'webgpu', precision: 'single' }],
  });
  expect((await other.run(hungry, picture(16, 8)))['restored']?.data).toHaveLength(3 * 16 * 8);
  expect(other.device()).toBe('cpu');
  expect(other.troubles().map(inEnglish)).toEqual([
    expect.stringMatching(/^webgpu was given up, webgpu goes on: /),
    expect.stringMatching(/^webgpu was given up, cpu goes on: /),
  ]);
  await other.close();
});

it('takes the fastest device and keeps the others in mind', async () => {
  const trial = (device: 'directml' | 'webgpu' | 'cpu', pixelsPerSecond: number) => ({
    device,
    precision: 'single' as const,
    isRight: true,
    pixelsPerSecond,
    together: 1,
    problem: null,
  });
  const remembered = {
    fingerprint: 'these drivers',
    bundled: ['directml', 'webgpu', 'cpu'] as const,
    trials: [
      trial('directml', 5e6),
      { ...trial('directml', 7e6), precision: 'half' as const },
      trial('webgpu', 14e6),
      { ...trial('webgpu', 13e6), precision: 'half' as const },
      trial('cpu', 1e6),
    ],
    pending: null,
  };
  const memory = {
    fingerprint: 'these drivers',
    read: async () => remembered,
    write: () => Promise.reject(new Error()),
  };
  const start = () => {
    throw new Error('nothing has to be tried');
  };
  const tools = { memory, start, packs: { file: graphs.file } as never, model: 'instruct' };
  expect(await chooseDevice('auto', tools)).toMatchObject({
    device: 'webgpu',
    precision: 'single',
    next: [{ device: 'directml', precision: 'half' }],
  });
});

it('knows what runtimes and drivers say where memory runs out', () => {
  const said = [
    'std::bad_alloc',
    'Failed to allocate memory for requested buffer of size 274877906944',
    'VK_ERROR_OUT_OF_DEVICE_MEMORY',
    'CUDA failure 2: out of memory',
    'CUBLAS_STATUS_ALLOC_FAILED',
    'The GPU device instance has been suspended: 8007000E',
  ];
  expect(said.filter((words) => !isOutOfMemory(new Error(words)))).toEqual([]);
  expect(isOutOfMemory(new Error('Non-zero status code returned while running Conv'))).toBe(false);
});
