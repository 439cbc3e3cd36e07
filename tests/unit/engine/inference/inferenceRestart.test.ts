import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { InferenceClient } from '../../../../src/engine/inference/inferenceClient.ts';
import type { NamedTensors } from '../../../../src/engine/ports.ts';
import { spawnModule } from '../../../../src/host/forkSpawner.ts';
import { held } from '../../../support/held.ts';
import {
  eventually,
  isAlive,
  startTestClient,
  type TinyGraphs,
  tinyGraphs,
} from '../../../support/inferenceHarness.ts';
import { addModel, identityModel, slowModel } from '../../../support/tinyModels.ts';

const rounds = (count: number): NamedTensors => ({
  rounds: { shape: [], data: Int32Array.of(count) },
  value: { shape: [1], data: Float32Array.of(1) },
});
const pair = { left: { shape: [1], data: Float32Array.of(1) }, right: { shape: [1], data: Float32Array.of(2) } };
const slow = { model: 'tiny', graph: 'slow' };
const add = { model: 'tiny', graph: 'add' };
const tile = { model: 'tiny', graph: 'tile' };
const picture: NamedTensors = { picture: { shape: [1, 3, 8, 8], data: new Float32Array(192).fill(0.5) } };

describe('a dying inference process', () => {
  let graphs: TinyGraphs;
  const open: InferenceClient[] = [];
  const start = (...given: Parameters<typeof startTestClient>) => {
    const started = startTestClient(...given);
    open.push(started.client);
    return started;
  };
  beforeAll(() => {
    const tiled = { image: 'picture', output: 'restored', alignment: 8, halo: 0 };
    graphs = tinyGraphs({ add: addModel(), slow: slowModel(), tile: identityModel() }, { tile: tiled });
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((client) => client.close()));
  });
  afterAll(() => graphs.remove());
  afterEach(() => void vi.useRealTimers());

  /** A client whose clock stands still, and when its process is inside the first run. */
  const startForStuck = () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const inside = held();
    const started = start(graphs, { onMessage: ({ type }) => (type === 'started' ? inside.release() : undefined) });
    return { ...started, begun: inside.released };
  };
  /** Lets the two minutes pass after which a silent process is stuck; from then on the clock is the real one. */
  const passSilence = () => {
    vi.advanceTimersByTime(120_000);
    vi.useRealTimers();
  };

  it('is replaced when it is killed in mid-run, and every request is answered by the new one', async () => {
    // Without end for the first process, however late it is killed; short for the second.
    const count = Int32Array.of(2_000_000_000);
    let kills = 0;
    const { client, children } = start(graphs, {
      onMessage: ({ type }, child) => {
        if (type !== 'started' || kills > 0) return;
        kills += 1;
        count[0] = 100_000;
        setTimeout(() => child.kill(), 30);
      },
    });
    const answers = await Promise.all([
      client.run(slow, { ...rounds(0), rounds: { shape: [], data: count } }),
      client.run(add, pair),
      client.run(add, pair),
    ]);
    expect(answers.map((answer) => Object.values(answer)[0]?.data[0])).toEqual([100_001, 3, 3]);
    expect(children.map((child) => isAlive(child.processId))).toEqual([false, true]);
  });

  it('fails only the request that kills it again and again, in one clear sentence', async () => {
    const { client, children } = start(graphs, {
      onMessage: ({ type, id }, child) => {
        if (type === 'started' && id === 1) child.kill();
      },
    });
    const deadly = client.run(slow, rounds(1000));
    const harmless = client.run(add, pair);
    await expect(deadly).rejects.toMatchObject({
      code: 'inference-failed',
      message: "The inference process failed 2 times over the network 'slow' of 'tiny' (it was ended by SIGKILL).",
    });
    expect(await harmless).toEqual({ sum: { shape: [1], data: Float32Array.of(3) } });
    expect(children).toHaveLength(3);
  });

  it('fails only that request where another runs beside it', async () => {
    const { client, children } = start(graphs, {
      threads: 2,
      onMessage: ({ type, id }, child) => {
        if (type === 'started' && id === 1) child.kill();
      },
    });
    const deadly = client.run(tile, picture);
    const harmless = [client.run(tile, picture), client.run(tile, picture), client.run(add, pair)];
    await expect(deadly).rejects.toMatchObject({
      code: 'inference-failed',
      message: expect.stringContaining("failed 2 times over the network 'tile' of 'tiny'"),
    });
    expect((await Promise.all(harmless)).map((answer) => Object.values(answer)[0]?.data.length)).toEqual([192, 192, 1]);
    expect(children).toHaveLength(3);
  });

  it('is stopped when a run does not end, and the waiting requests go on', async () => {
    const { client, children, begun } = startForStuck();
    const stuck = client.run(slow, rounds(2_000_000_000));
    const waiting = client.run(add, pair);
    const failure = stuck.catch((thrown: unknown) => thrown);
    await begun;
    passSilence();
    expect(await failure).toMatchObject({
      code: 'inference-failed',
      message: expect.stringContaining("'slow' of 'tiny' did not finish within 120 s") as string,
    });
    expect(await waiting).toEqual({ sum: { shape: [1], data: Float32Array.of(3) } });
    await eventually(() => !isAlive(children[0]?.processId));
  });

  it('is stopped when a cancelled run does not end', async () => {
    const abort = new AbortController();
    const { client, begun } = startForStuck();
    const stuck = client.run(slow, rounds(2_000_000_000), abort.signal);
    await begun;
    abort.abort();
    await expect(stuck).rejects.toMatchObject({ code: 'cancelled' });
    const next = client.run(add, pair);
    passSilence();
    expect(await next).toEqual({ sum: { shape: [1], data: Float32Array.of(3) } });
  });

  it('is started again for new work after it died while idle', async () => {
    const { client, children } = start(graphs);
    await client.load(add);
    children[0]?.kill();
    await eventually(() => !isAlive(children[0]?.processId));
    expect(await client.run(add, pair)).toEqual({ sum: { shape: [1], data: Float32Array.of(3) } });
  });

  it('gives one clear error when the system refuses to start a process', async () => {
    const refuse = () => {
      throw new Error('too many open files');
    };
    const { client } = start(graphs, { start: refuse });
    await expect(client.run(add, pair)).rejects.toMatchObject({
      code: 'inference-failed',
      message: 'The inference process does not start (too many open files).',
    });
  });

  it('ends everything with one clear error when it cannot start at all', async () => {
    const { client } = start(graphs, { start: () => spawnModule('/nowhere/inferenceProcess.js') });
    const ends = await Promise.allSettled([client.run(add, pair), client.about()]);
    expect(ends.map((end) => (end.status === 'rejected' ? end.reason : end.value))).toEqual([
      expect.objectContaining({
        code: 'inference-failed',
        message: expect.stringContaining('The inference process does not start (it ended with status 1'),
      }),
      expect.objectContaining({ code: 'inference-failed' }),
    ]);
  });
});
