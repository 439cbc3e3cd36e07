import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chooseDevice, type RememberedDevices } from '../../../../src/engine/inference/chooseDevice.ts';
import { diagnoseInference } from '../../../../src/engine/inference/doctor.ts';
import { openModelPacks } from '../../../../src/engine/inference/modelPacks.ts';
import { type DeviceTrial, tryDevice } from '../../../../src/engine/inference/probe.ts';
import { appPaths } from '../../../../src/host/appPaths.ts';
import { forkSpawner } from '../../../../src/host/forkSpawner.ts';
import { inEnglish, sentence } from '../../../../src/shared/base/sentence.ts';
import { startTestClient, tinyGraphs } from '../../../support/inferenceHarness.ts';
import { hasSoftwareDriver, withSoftwareDriver } from '../../../support/softwareDriver.ts';
import { doubledInHalfModel, identityModel } from '../../../support/tinyModels.ts';

const spawner = forkSpawner(new URL('../../../../src/host/forkSpawner.ts', import.meta.url).href);
const start = () => spawner.spawn('inferenceProcess');
const shipped = appPaths({}).models;

const single: DeviceTrial = {
  device: 'webgpu',
  precision: 'single',
  isRight: true,
  pixelsPerSecond: 7e6,
  together: 1,
  problem: null,
};
const half: DeviceTrial = { ...single, precision: 'half', pixelsPerSecond: 12e6 };
const cpu: DeviceTrial = { ...single, device: 'cpu', pixelsPerSecond: 1e6 };

/** What the devices are known to do, so that nothing has to be tried. */
async function knowing(trials: readonly DeviceTrial[]) {
  const value: RememberedDevices = {
    fingerprint: 'these drivers',
    bundled: ['webgpu', 'cpu'],
    trials: [...trials],
    pending: null,
  };
  const memory = { fingerprint: 'these drivers', read: async () => value, write: async () => undefined };
  return { start, packs: await openModelPacks(shipped), model: 'instruct', memory };
}

describe('half precision', () => {
  it.each([
    ['is used where it is right and faster', half, 'half', '12x', '12 megapixels a second, and is used'],
    ['is not used where it is slower', { ...half, pixelsPerSecond: 6e6 }, 'single', '7.0x', 'it is no faster'],
    [
      'is not used where it is not exact enough',
      { ...half, isRight: false, problem: sentence('said.deviceWrong', { graph: 'tile', amount: '0.02' }) },
      'single',
      '7.0x',
      'in half precision its values in tile are off by 0.02',
    ],
    [
      'is not used where the adapter has none',
      { ...half, isRight: false, problem: sentence('said.deviceNoHalf') },
      'single',
      '7.0x',
      'in half precision its adapter has no half precision',
    ],
  ] as const)('%s, and the doctor says so', async (_, trial, precision, times, said) => {
    const tools = await knowing([single, trial, cpu]);
    const chosen = await chooseDevice('auto', tools);
    expect(chosen).toMatchObject({ device: 'webgpu', precision });
    expect(chosen.reasons.map(inEnglish).join()).toContain(times);
    expect(chosen.reasons.map(inEnglish).join().includes('in half precision')).toBe(precision === 'half');
    const { providers } = await diagnoseInference(tools);
    expect(providers.find(({ device }) => device === 'webgpu')?.reason).toContain(said);
    expect(await chooseDevice('webgpu', tools)).toMatchObject({ device: 'webgpu', precision });
  });

  it('computes the networks of the packs as the training wrote down', async () => {
    const tools = await knowing([]);
    const trial = await tryDevice({ device: 'cpu', precision: 'half' }, tools);
    expect(trial).toMatchObject({ isRight: true, problem: null });
    expect(tools.packs.inHalfPrecision()).toEqual(['fast', 'instruct']);
  });

  it('is not used where a pack computes something else in it, or none does', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'patina-half-'));
    const pack = join(folder, 'instruct');
    await cp(join(shipped[0] ?? '', 'instruct'), pack, { recursive: true });
    const file = join(pack, 'manifest.json');
    const manifest = JSON.parse(await readFile(file, 'utf8'));
    const tried = async () =>
      tryDevice(
        { device: 'cpu', precision: 'half' },
        { start, packs: await openModelPacks([folder]), model: 'instruct' },
      );
    await cp(join(shipped[0] ?? '', 'fast', 'tile-half.onnx'), join(pack, 'tile-half.onnx'));
    const fast = JSON.parse(await readFile(join(shipped[0] ?? '', 'fast', 'manifest.json'), 'utf8'));
    manifest.files.tileHalf = fast.files.tileHalf;
    await writeFile(file, JSON.stringify(manifest));
    const other = await tried();
    expect([other.isRight, other.problem === null ? '' : inEnglish(other.problem)]).toEqual([
      false,
      expect.stringMatching(/^its values in tile are off by 0\.\d+$/),
    ]);
    delete manifest.files.tileHalf;
    await writeFile(file, JSON.stringify(manifest));
    const none = await tried();
    expect([none.isRight, none.problem === null ? '' : inEnglish(none.problem)]).toEqual([
      false,
      "the model 'instruct' has no network for it",
    ]);
    await rm(folder, { recursive: true });
  });

  const picture = { shape: [1, 3, 1, 1], data: Float32Array.of(0.25, 0.5, 0.75) };

  it('takes the other file of a network, where there is one', async () => {
    const graphs = tinyGraphs({ tile: identityModel(), tileHalf: doubledInHalfModel(), guide: identityModel() });
    const { client } = startTestClient(graphs, { precision: 'half' });
    const told = async (graph: string) => (await client.run({ model: 'tiny', graph }, { picture }))['restored']?.data;
    expect(await told('tile')).toEqual(Float32Array.of(0.5, 1, 1.5));
    expect(await told('guide')).toEqual(picture.data);
    await client.close();
    graphs.remove();
  });

  it.skipIf(!hasSoftwareDriver)(
    'is left to the CPU, in single, where the adapter has none, in one sentence',
    async () => {
      const graphs = tinyGraphs({ tile: identityModel(), tileHalf: doubledInHalfModel() });
      await withSoftwareDriver(async () => {
        const { client } = startTestClient(graphs, { device: 'webgpu', precision: 'half' });
        const { restored } = await client.run({ model: 'tiny', graph: 'tile' }, { picture });
        expect([restored?.data, client.device()]).toEqual([picture.data, 'cpu']);
        expect(client.troubles().map(inEnglish).join()).toContain('its adapter has no half precision');
        await client.close();
      });
      graphs.remove();
    },
  );
});
