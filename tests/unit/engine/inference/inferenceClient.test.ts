import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { InferenceClient } from '../../../../src/engine/inference/inferenceClient.ts';
import type { NamedTensors } from '../../../../src/engine/ports.ts';
import {
  eventually,
  isAlive,
  startTestClient,
  type TinyGraphs,
  tinyGraphs,
} from '../../../support/inferenceHarness.ts';
import { addModel, convolutionModel, identityModel, slowModel, squareRootModel } from '../../../support/tinyModels.ts';

const floats = (...values: number[]) => ({ shape: [values.length], data: Float32Array.from(values) });
const wholes = (...values: number[]) => ({ shape: [values.length], data: Int32Array.from(values) });
/** Inputs of the slow network; a million rounds take about a second. */
const rounds = (count: number): NamedTensors => ({
  rounds: { shape: [], data: Int32Array.of(count) },
  value: floats(1),
});
const graph = (name: string) => ({ model: 'tiny', graph: name });

describe('InferenceClient', () => {
  let graphs: TinyGraphs;
  let client: InferenceClient;
  /** Called when a task begins in the process. */
  let onStarted: () => void = () => undefined;
  beforeAll(() => {
    const models = {
      add: addModel(),
      addInt32: addModel('int32'),
      addInt64: addModel('int64'),
      addFloat64: addModel('float64'),
      identity: identityModel(),
      convolution: convolutionModel(4),
      root: squareRootModel(),
      slow: slowModel(),
      changed: addModel(),
      truncated: convolutionModel(8),
      nonsense: new TextEncoder().encode('this is not a network'),
      empty: addModel('int64'),
      tile: identityModel(),
    };
    graphs = tinyGraphs(models, { tile: { image: 'picture', output: 'restored', alignment: 8, halo: 0 } });
    client = startTestClient(graphs, {
      onMessage: ({ type }) => (type === 'started' ? onStarted() : undefined),
    }).client;
  });
  afterAll(async () => {
    await client.close();
    graphs.remove();
  });

  it('runs a network and reports the device', async () => {
    const { sum } = await client.run(graph('add'), { left: floats(1, 2), right: floats(10, 20) });
    expect([sum, client.device()]).toEqual([floats(11, 22), 'cpu']);
  });

  it('runs what is wanted now before everything that is wanted later', async () => {
    const ended: string[] = [];
    const run = (name: string, urgency: 'now' | 'later') =>
      client.run(graph('slow'), rounds(200_000), undefined, urgency).then(() => ended.push(name));
    await Promise.all([run('first', 'later'), run('patient', 'later'), run('seen', 'now'), run('seen too', 'now')]);
    expect(ended).toEqual(['first', 'seen', 'seen too', 'patient']);
  });

  it('passes whole numbers as int32 and as int64, as the network wants them', async () => {
    const inputs = { left: wholes(1, -2), right: wholes(2_000_000_000, -1) };
    const small = await client.run(graph('addInt32'), inputs);
    const large = await client.run(graph('addInt64'), inputs);
    expect([small['sum'], large['sum']]).toEqual([wholes(2_000_000_001, -3), wholes(2_000_000_001, -3)]);
  });

  it('carries a picture of several megabytes there and back unchanged', async () => {
    const data = Float32Array.from({ length: 3 * 500 * 700 }, (_, index) => Math.fround(index / 7));
    const picture = { shape: [1, 3, 500, 700], data };
    const { restored } = await client.run(graph('identity'), { picture });
    expect(restored?.shape).toEqual(picture.shape);
    expect(restored?.data.every((value, index) => value === data[index])).toBe(true);
  });

  it('sends only the part of a larger array that a tensor covers', async () => {
    const left = { shape: [2], data: Float32Array.of(9, 9, 1, 2, 9).subarray(2, 4) };
    expect(await client.run(graph('add'), { left, right: floats(0, 0) })).toEqual({ sum: floats(1, 2) });
  });

  it('gives each of many requests its own answer', async () => {
    const answers = await Promise.all(
      Array.from({ length: 300 }, (_, index) => client.run(graph('add'), { left: floats(index), right: floats(1) })),
    );
    expect(answers.map((answer) => answer['sum']?.data[0])).toEqual(
      Array.from({ length: 300 }, (_, index) => index + 1),
    );
  });

  it('gives pictures of changing sizes each its own result, whose memory no later one touches', async () => {
    const pictures = Array.from({ length: 60 }, (_, index) => {
      const [height, width] = [40 + 8 * (index % 3), 40 + 8 * (index % 5)];
      return { shape: [1, 3, height, width], data: new Float32Array(3 * height * width).fill(index) };
    });
    const answers = await Promise.all(pictures.map((picture) => client.run(graph('identity'), { picture })));
    expect(answers).toEqual(pictures.map((picture) => ({ restored: picture })));
  });

  it('gives each of many tiles its own result where several are computed at a time', async () => {
    const { client: several } = startTestClient(graphs, { threads: 3 });
    expect(several.atATime()).toBe(3);
    const pictures = Array.from({ length: 40 }, (_, index) => {
      const width = 40 + 8 * (index % 3);
      return { shape: [1, 3, 40, width], data: new Float32Array(3 * 40 * width).fill(index) };
    });
    const answers = await Promise.all(pictures.map((picture) => several.run(graph('tile'), { picture })));
    expect(answers).toEqual(pictures.map((picture) => ({ restored: picture })));
    expect(await several.about()).toMatchObject({ threads: 3 });
    await several.close();
  });

  it('tells the inputs and outputs of a network', async () => {
    expect(await client.load(graph('addInt64'))).toMatchObject({
      inputs: [
        { name: 'left', type: 'int64', shape: ['n'] },
        { name: 'right', type: 'int64', shape: ['n'] },
      ],
      outputs: [{ name: 'sum', type: 'int64', shape: ['n'] }],
      device: 'cpu',
    });
  });

  it.each([
    ['not numbers', 'root', { value: floats(4, -1) }, "values in 'root' that are not numbers"],
    ['a missing input', 'add', { left: floats(1) }, "the input 'right' but it was not given"],
    ['an unknown input', 'add', { left: floats(1), up: floats(1) }, "inputs left, right but received 'up'"],
    ['the wrong type', 'add', { left: floats(1), right: wholes(1) }, "float32 for the input 'right'"],
    ['the wrong rank', 'identity', { picture: floats(1) }, "network 'identity' of 'tiny' failed"],
  ])('says what is wrong with %s', async (_what, name, inputs, sentence) => {
    await expect(client.run(graph(name), inputs as unknown as NamedTensors)).rejects.toMatchObject({
      code: 'inference-failed',
      message: expect.stringContaining(sentence),
    });
  });

  it('refuses a tensor whose shape does not fit its values, and goes on', async () => {
    const left = { shape: [3], data: Float32Array.of(1) };
    await expect(client.run(graph('add'), { left, right: floats(1) })).rejects.toThrow(
      '3 values as its shape says, not 1',
    );
    expect(await client.run(graph('add'), { left: floats(1), right: floats(1) })).toEqual({ sum: floats(2) });
  });

  it('names a model file that is damaged, truncated, no network or empty, and what to do', async () => {
    writeFileSync(
      join(graphs.folder, 'changed.onnx'),
      addModel().map((byte) => byte ^ 1),
    );
    truncateSync(join(graphs.folder, 'truncated.onnx'), 100);
    writeFileSync(join(graphs.folder, 'empty.onnx'), '');
    for (const [name, fault] of [
      ['changed', 'its checksum'],
      ['truncated', 'bytes but found 100'],
      ['nonsense', 'is not a network'],
      ['empty', 'bytes but found 0'],
    ] as const) {
      const file = join(graphs.folder, `${name}.onnx`);
      await expect(client.load(graph(name))).rejects.toMatchObject({
        code: 'model-broken',
        message: expect.stringMatching(new RegExp(`${file}.*${fault}.*Reinstall the model pack 'tiny'`, 's')),
      });
    }
  });

  it('answers a cancelled run at once and leaves the next one alone', async () => {
    const abort = new AbortController();
    const order: string[] = [];
    onStarted = () => abort.abort();
    const slow = client.run(graph('slow'), rounds(1_000_000), abort.signal).catch((error) => order.push(error.code));
    const next = client.run(graph('add'), { left: floats(1), right: floats(1) }).then(() => order.push('next'));
    await Promise.all([slow, next]);
    expect(order).toEqual(['cancelled', 'next']);
  });

  it('does not start a run whose signal has fired already', async () => {
    await expect(client.run(graph('slow'), rounds(1), AbortSignal.abort())).rejects.toMatchObject({
      code: 'cancelled',
    });
  });
});

describe('InferenceClient at its ends', () => {
  let graphs: TinyGraphs;
  const open: InferenceClient[] = [];
  const start = (...given: Parameters<typeof startTestClient>) => {
    const started = startTestClient(...given);
    open.push(started.client);
    return started;
  };
  beforeAll(() => {
    graphs = tinyGraphs({ add: addModel(), slow: slowModel() });
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((client) => client.close()));
  });
  afterAll(() => graphs.remove());

  it('starts no process before it has work', async () => {
    const { client, children } = start(graphs);
    await client.close();
    expect(children).toEqual([]);
  });

  it('never runs what was cancelled while it waited, here or in the process', async () => {
    const begun: (number | undefined)[] = [];
    const { client } = start(graphs, {
      onMessage: ({ type, id }) => {
        if (type === 'started') begun.push(id);
      },
    });
    await client.load(graph('slow'));
    const abort = new AbortController();
    const first = client.run(graph('slow'), rounds(100_000));
    const waiting = Array.from({ length: 4 }, () => client.run(graph('slow'), rounds(1), abort.signal));
    const ends = Promise.allSettled(waiting);
    abort.abort();
    expect((await ends).map((end) => (end.status === 'rejected' ? end.reason.code : 'ran'))).toEqual(
      Array.from({ length: 4 }, () => 'cancelled'),
    );
    await Promise.all([first, client.run(graph('add'), { left: floats(1), right: floats(1) })]);
    expect(begun).toEqual([1, 2, 7]);
  });

  it('refuses a device that cannot be used, naming what can', async () => {
    const { client } = start(graphs, { device: 'cuda' });
    await expect(client.load(graph('add'))).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(/no 'cuda', only .*cpu/),
    });
  });

  it('ends an idle process on close and refuses work afterwards', async () => {
    const { client, children } = start(graphs);
    await client.load(graph('add'));
    const processId = children[0]?.processId;
    await client.close();
    expect(isAlive(processId)).toBe(false);
    await expect(client.load(graph('add'))).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('ends a busy process on close; what was pending is cancelled', async () => {
    const { client, children } = start(graphs);
    await client.load(graph('slow'));
    const pending = Promise.allSettled([
      client.run(graph('slow'), rounds(2_000_000_000)),
      client.run(graph('slow'), rounds(1)),
      client.run(graph('slow'), rounds(1)),
    ]);
    await client.close();
    await eventually(() => !isAlive(children[0]?.processId));
    expect((await pending).map((end) => (end.status === 'rejected' ? end.reason.code : 'ran'))).toEqual([
      'cancelled',
      'cancelled',
      'cancelled',
    ]);
  });
});
