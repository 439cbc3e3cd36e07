import { afterEach, describe, expect, it } from 'vitest';
import { chooseDevice } from '../../../../src/engine/inference/chooseDevice.ts';
import type { InferenceClientOptions } from '../../../../src/engine/inference/inferenceClient.ts';
import { measureSpeed } from '../../../../src/engine/inference/measureSpeed.ts';
import { openModelPacks } from '../../../../src/engine/inference/modelPacks.ts';
import type { DeviceName, NamedTensors } from '../../../../src/engine/ports.ts';
import { appPaths } from '../../../../src/host/appPaths.ts';
import { startTestClient, tinyGraphs } from '../../../support/inferenceHarness.ts';
import { hasSoftwareDriver, withSoftwareDriver } from '../../../support/softwareDriver.ts';
import { hungryModel, identityModel, slowModel } from '../../../support/tinyModels.ts';

const tiled = { image: 'picture', output: 'restored', alignment: 8, halo: 2 };
const [width, height] = [24, 16];
const length = 3 * width * height;
const closing: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A picture that no other number gives. */
function picture(number: number, rows = height) {
  const data = Float32Array.from({ length: 3 * width * rows }, (_, index) => Math.fround(Math.sin(index + number)));
  return { picture: { shape: [1, 3, rows, width], data } };
}

/** What the network says of it, computed here: each value plus twice its left neighbour's. */
function expected(number: number, rows = height): readonly number[] {
  const { data } = picture(number, rows).picture;
  return Array.from(data, (value, index) => value + 2 * (index % width === 0 ? 0 : (data[index - 1] ?? 0)));
}

/** A client of a network with memory for `mostPictures`, and the order in which its runs began and ended. */
function client(mostPictures: number, options: Partial<InferenceClientOptions> = {}) {
  const graphs = tinyGraphs(
    { hungry: hungryModel(mostPictures * length), identity: identityModel(), slow: slowModel() },
    { hungry: tiled, identity: tiled },
  );
  const order: string[] = [];
  const started = startTestClient(graphs, {
    together: 4,
    ...options,
    onMessage: ({ type = '' }) => order.push(type),
  });
  closing.push(() => started.client.close(), graphs.remove);
  return { ...started, order: () => order.join(' ') };
}

function isClose(outputs: NamedTensors | undefined, wanted: readonly number[]): boolean {
  const data = outputs?.['restored']?.data ?? [];
  return data.length === wanted.length && wanted.every((value, index) => Math.abs(value - (data[index] ?? 9)) < 1e-5);
}

const hungry = { model: 'tiny', graph: 'hungry' };
const identity = { model: 'tiny', graph: 'identity' };
const slow = { model: 'tiny', graph: 'slow' };
const numbers = Array.from({ length: 9 }, (_, number) => number);

/** Runs of all pictures, which are there all together when a run of so many rounds before them ends. */
async function runAll({ client: inference }: ReturnType<typeof client>, rounds = 500_000): Promise<readonly boolean[]> {
  await inference.load(hungry);
  const long = inference.run(slow, {
    rounds: { shape: [], data: Int32Array.of(rounds) },
    value: { shape: [1], data: Float32Array.of(1) },
  });
  const runs = await Promise.all(numbers.map((number) => inference.run(hungry, picture(number))));
  await long;
  return runs.map((outputs, number) => isClose(outputs, expected(number)));
}

describe('pictures of one size', () => {
  it('are computed in one run where the device is said to like that, each with its own result', async () => {
    const started = client(100);
    const { client: inference, order } = started;
    expect(await runAll(started)).toEqual(numbers.map(() => true));
    expect(order()).toContain('started started started started done done done done');
    expect(inference.troubles()).toEqual([]);
  });

  it('are computed one by one where nothing is said', async () => {
    const started = client(100, { together: 1 });
    expect(await runAll(started)).toEqual(numbers.map(() => true));
    expect(started.order()).not.toContain('started started');
  });

  it('are computed by fewer where memory is too little for so many, and nobody notices', async () => {
    const started = client(2);
    const { client: inference, order } = started;
    expect(await runAll(started)).toEqual(numbers.map(() => true));
    expect(order()).toMatch(/started started done done(?! done)/);
    expect(inference.troubles()).toEqual([]);
  });

  it('do not fail with one among them that does', async () => {
    const { client: inference } = client(100);
    await inference.load(identity);
    const runs = numbers.map((number) => {
      const inputs = picture(number);
      if (number === 2) inputs.picture.data[5] = Number.NaN;
      return inference.run(identity, inputs);
    });
    const ends = await Promise.allSettled(runs);
    expect(ends.flatMap(({ status }, number) => (status === 'rejected' ? [number] : []))).toEqual([2]);
    const [first] = ends;
    expect(first?.status === 'fulfilled' && first.value['restored']?.data).toEqual(picture(0).picture.data);
  });

  it('are not joined with pictures of another size', async () => {
    const { client: inference } = client(100);
    await inference.load(hungry);
    const rows = [16, 16, 24, 24, 16];
    const runs = await Promise.all(rows.map((each, number) => inference.run(hungry, picture(number, each))));
    expect(runs.map((outputs, number) => isClose(outputs, expected(number, rows[number])))).toEqual(
      rows.map(() => true),
    );
  });

  it.skipIf(!hasSoftwareDriver)('come back the same from a graphics card', async () => {
    await withSoftwareDriver(async () => {
      const started = client(100, { device: 'webgpu' });
      const { client: inference, order } = started;
      // Each round is handed to the card by itself, which takes a while.
      expect(await runAll(started, 10_000)).toEqual(numbers.map(() => true));
      expect(order()).toContain('started started started started done done done done');
      expect([inference.device(), inference.troubles()]).toEqual(['webgpu', []]);
    });
  });
});

describe('the trial of a device', () => {
  /** What it finds of a device whose runs of so many pictures take so many milliseconds. */
  async function found(
    device: DeviceName,
    msOf: (count: number, side: number) => number,
    answer = (value: number) => value,
  ) {
    const packs = await openModelPacks(appPaths({}).models);
    let spentMs = 0;
    const run = async (_: unknown, { picture: given }: NamedTensors): Promise<NamedTensors> => {
      const [count = 0, , side = 0] = given?.shape ?? [];
      spentMs += msOf(count, side);
      const data = new Float32Array(given?.data ?? []);
      for (let index = 3 * side * side; index < data.length; index += 1) data[index] = answer(data[index] as number);
      return { restored: { shape: given?.shape ?? [], data } };
    };
    const measured = await measureSpeed(
      { run, networkMs: () => spentMs, atATime: () => 1 },
      device,
      { packs, model: 'fast' },
      undefined,
    );
    return measured.together;
  }

  it.each<[string, DeviceName, (count: number, side: number) => number, number]>([
    ['as many as the gain goes on for', 'webgpu', (count) => 5 + count, 8],
    ['one where several gain nothing', 'webgpu', (count) => 6 * count, 1],
    ['two where four gain nothing more', 'webgpu', (count) => (count === 1 ? 6 : 4 * count), 2],
    ['one where the device is slow', 'webgpu', (count, side) => (side < 100 ? 10 : 400 + count), 1],
    ['one on the CPU', 'cpu', (count) => 5 + count, 1],
  ])('finds %s', async (_, device, msOf, together) => {
    expect(await found(device, msOf)).toBe(together);
  });

  it('finds one where the device gets several wrong, or cannot do them', async () => {
    expect(
      await found(
        'webgpu',
        (count) => 5 + count,
        (value) => value + 0.01,
      ),
    ).toBe(1);
    const fails = (count: number) => {
      if (count > 2) throw new Error('out of memory');
      return 5 + count;
    };
    expect(await found('webgpu', fails)).toBe(2);
  });

  it('is what the choice of the device says', async () => {
    const trial = { precision: 'single', isRight: true, problem: null } as const;
    const value = {
      fingerprint: 'these drivers',
      bundled: ['webgpu', 'cpu'],
      pending: null,
      trials: [
        { ...trial, device: 'webgpu', pixelsPerSecond: 14e6, together: 4 },
        { ...trial, device: 'webgpu', precision: 'half', isRight: false, pixelsPerSecond: null, together: 1 },
        { ...trial, device: 'cpu', pixelsPerSecond: 1e6, together: 1 },
      ],
    };
    const memory = { fingerprint: 'these drivers', read: async () => value, write: async () => undefined };
    const start = () => {
      throw new Error('nothing is started');
    };
    const packs = await openModelPacks(appPaths({}).models);
    expect(await chooseDevice('auto', { start, packs, model: 'fast', memory })).toMatchObject({ together: 4 });
  });
});
