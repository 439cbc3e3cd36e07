import { afterEach, describe, expect, it } from 'vitest';
import { chooseDevice, type RememberedDevices } from '../../../../src/engine/inference/chooseDevice.ts';
import { diagnoseInference } from '../../../../src/engine/inference/doctor.ts';
import { InferenceClient } from '../../../../src/engine/inference/inferenceClient.ts';
import { openModelPacks } from '../../../../src/engine/inference/modelPacks.ts';
import type { Precision } from '../../../../src/engine/ports.ts';
import { appPaths } from '../../../../src/host/appPaths.ts';
import { forkSpawner } from '../../../../src/host/forkSpawner.ts';
import { inEnglish, sentence } from '../../../../src/shared/base/sentence.ts';
import type { ChildTransport } from '../../../../src/shared/rpc/transport.ts';
import { startTestClient, tinyGraphs } from '../../../support/inferenceHarness.ts';
import { hasSoftwareDriver, withSoftwareDriver } from '../../../support/softwareDriver.ts';
import { addModel, identityModel } from '../../../support/tinyModels.ts';

const spawner = forkSpawner(new URL('../../../../src/host/forkSpawner.ts', import.meta.url).href);

class Memory {
  readonly fingerprint: string = 'these drivers';
  value: unknown;
  readonly written: RememberedDevices[] = [];

  constructor(value?: RememberedDevices) {
    this.value = value;
  }

  async read(): Promise<unknown> {
    return this.value;
  }

  async write(remembered: RememberedDevices): Promise<void> {
    this.value = remembered;
    this.written.push(remembered);
  }
}

async function tools(memory = new Memory()) {
  let started = 0;
  const start = (): ChildTransport => {
    started += 1;
    return spawner.spawn('inferenceProcess');
  };
  const packs = await openModelPacks(appPaths({}).models);
  return { start, packs, model: 'instruct', memory, started: () => started };
}

const right = (device: 'webgpu' | 'cpu', pixelsPerSecond: number, precision: Precision = 'single') => ({
  device,
  precision,
  isRight: true,
  pixelsPerSecond,
  together: 1,
  problem: null,
});
const noHalf = { ...right('webgpu', 0, 'half'), isRight: false, problem: sentence('said.deviceNoHalf') };
const fast = [right('webgpu', 14e6), noHalf, right('cpu', 1e6)];
const remembered = (trials: RememberedDevices['trials'], pending: RememberedDevices['pending'] = null) => ({
  fingerprint: 'these drivers',
  bundled: ['webgpu', 'cpu'] as const,
  trials,
  pending,
});

describe('the choice of a device', () => {
  it('takes the fastest that was right, from memory, without starting anything', async () => {
    const known = await tools(new Memory(remembered(fast)));
    const { device, reasons } = await chooseDevice('auto', known);
    expect([device, ...reasons.map(inEnglish)]).toEqual(['webgpu', 'WebGPU: 14x the CPU']);
    expect(known.started()).toBe(0);
  });

  it('says on which card, or on one of which, a device is', async () => {
    const said = async (cards: readonly string[], trials = fast) => {
      const known = await tools(new Memory({ ...remembered(trials), cards }));
      return (await chooseDevice('auto', known)).reasons.map(inEnglish).join();
    };
    expect(await said(['NVIDIA GeForce RTX 3060'])).toBe('WebGPU on NVIDIA GeForce RTX 3060: 14x the CPU');
    expect(await said(['Intel UHD Graphics 630', 'NVIDIA T4'])).toBe(
      'WebGPU on Intel UHD Graphics 630 / NVIDIA T4: 14x the CPU',
    );
    expect(await said([])).toBe('WebGPU: 14x the CPU');
  });

  it('asks for the names of the cards when everything is tried anew, and keeps them', async () => {
    const memory = new Memory();
    const fresh = await tools(Object.assign(memory, { cards: async () => ['NVIDIA T4'] }));
    await chooseDevice('auto', fresh);
    expect(memory.written.at(-1)?.cards).toEqual(['NVIDIA T4']);
  });

  it('stays on the CPU where a device is right but slow', async () => {
    const known = await tools(new Memory(remembered([right('webgpu', 5e5), noHalf, right('cpu', 1e6)])));
    const { device, reasons } = await chooseDevice('auto', known);
    expect([device, ...reasons.map(inEnglish)]).toEqual([
      'cpu',
      'CPU: no other device here is right and faster',
      'WebGPU: 0.5x the CPU',
    ]);
  });

  it('tries what is not remembered, in a process of its own, and keeps what it found', async () => {
    const fresh = await tools();
    const { device, trials } = await chooseDevice('auto', fresh);
    expect(device).toBe('cpu');
    const problem = trials.find((trial) => trial.device === 'webgpu')?.problem ?? null;
    expect(problem === null ? '' : inEnglish(problem)).toMatch(/no adapter|Vulkan/);
    expect(fresh.memory.written[0]?.pending).toEqual({ device: 'webgpu', precision: 'single', times: 1 });
    expect(fresh.memory.written.at(-1)?.pending).toBeNull();
    const started = fresh.started();
    await chooseDevice('auto', fresh);
    expect(fresh.started()).toBe(started);
  });

  it('forgets everything when the drivers or Patina have changed', async () => {
    const old = { ...remembered(fast), fingerprint: 'other drivers' };
    const changed = await tools(new Memory(old));
    expect((await chooseDevice('auto', changed)).device).toBe('cpu');
    expect(changed.started()).toBeGreaterThan(0);
  });

  it('does not try again what took Patina down twice', async () => {
    const burnt = await tools(new Memory(remembered([], { device: 'webgpu', precision: 'single', times: 2 })));
    const { device, reasons } = await chooseDevice('auto', burnt);
    expect([device, inEnglish(reasons.at(-1) ?? sentence('said.closing'))]).toEqual([
      'cpu',
      'WebGPU: it ended Patina when it was tried',
    ]);
    expect(burnt.started()).toBe(0);
  });

  it('refuses a device that is not there, or not right, in one sentence', async () => {
    const known = await tools(
      new Memory(
        remembered([
          {
            device: 'webgpu',
            precision: 'single',
            isRight: false,
            pixelsPerSecond: null,
            together: 1,
            problem: sentence('said.deviceNoAdapter', { device: 'webgpu' }),
          },
        ]),
      ),
    );
    await expect(chooseDevice('cuda', known)).rejects.toMatchObject({
      code: 'usage',
      message:
        "The device 'cuda' cannot be used: not part of this ONNX Runtime. This installation also has: webgpu, cpu.",
    });
    await expect(chooseDevice('webgpu', known)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(/no adapter for webgpu was found/),
    });
  });

  it('survives a process that dies in a trial', async () => {
    const dying = await tools();
    const start = () => {
      const child = dying.start();
      child.onMessage((message) => {
        if ((message as { type?: string }).type === 'started' && dying.memory.written.length > 0) child.kill();
      });
      return child;
    };
    const { device, trials } = await chooseDevice('auto', { ...dying, start });
    expect(device).toBe('cpu');
    expect(trials[0]).toMatchObject({ device: 'webgpu', isRight: false });
  });

  it('is what the doctor tells', async () => {
    const known = await tools(new Memory(remembered(fast)));
    const diagnosis = await diagnoseInference(known);
    expect(diagnosis).toMatchObject({ device: 'webgpu', reason: 'WebGPU: 14x the CPU', problem: null });
    expect(diagnosis.providers.filter(({ usable }) => usable).map(({ device }) => device)).toEqual(['webgpu', 'cpu']);
  });
});

describe('a device that fails at work', () => {
  const open: InferenceClient[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((client) => client.close()));
  });
  const pair = {
    left: { shape: [2], data: Float32Array.of(1, 2) },
    right: { shape: [2], data: Float32Array.of(3, 3) },
  };

  it('hands over to the CPU, says so, and stays there', async () => {
    const graphs = tinyGraphs({ add: addModel() });
    const { client, children } = startTestClient(graphs, { device: 'webgpu' });
    open.push(client);
    const runs = [1, 2, 3].map(() => client.run({ model: 'tiny', graph: 'add' }, pair));
    for (const { sum } of await Promise.all(runs)) expect(sum?.data).toEqual(Float32Array.of(4, 5));
    expect(client.device()).toBe('cpu');
    expect(client.troubles().map(inEnglish)).toEqual([expect.stringMatching(/^webgpu was given up, cpu goes on: /)]);
    const processes = children.length;
    await client.run({ model: 'tiny', graph: 'add' }, pair);
    expect(children.length).toBe(processes);
    graphs.remove();
  });

  it.skipIf(!hasSoftwareDriver)('gives the values of the CPU where there is a driver', async () => {
    await withSoftwareDriver(async () => {
      const graphs = tinyGraphs({ add: addModel(), identity: identityModel() });
      const { client } = startTestClient(graphs, { device: 'webgpu' });
      open.push(client);
      const { sum } = await client.run({ model: 'tiny', graph: 'add' }, pair);
      expect([sum?.data, client.device(), client.troubles()]).toEqual([Float32Array.of(4, 5), 'webgpu', []]);

      // An answer that is flat although its input is not is asked of the CPU again.
      const opposite = { shape: [2], data: Float32Array.of(-1, -2) };
      const flat = await client.run({ model: 'tiny', graph: 'add' }, { ...pair, right: opposite });
      expect([flat['sum']?.data, client.device()]).toEqual([Float32Array.of(0, 0), 'cpu']);
      expect(client.troubles().map(inEnglish)).toEqual([
        'The CPU did what another device could not: webgpu answered with one and the same value everywhere',
      ]);
      graphs.remove();
    });
  });
});
