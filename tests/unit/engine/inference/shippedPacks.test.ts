import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replayGolden } from '../../../../src/engine/inference/goldenCheck.ts';
import { contractFault, graphContracts } from '../../../../src/engine/inference/graphContract.ts';
import type { InferenceClient } from '../../../../src/engine/inference/inferenceClient.ts';
import { type ModelPacks, openModelPacks } from '../../../../src/engine/inference/modelPacks.ts';
import { appPaths } from '../../../../src/host/appPaths.ts';
import { startTestClient } from '../../../support/inferenceHarness.ts';

describe('the model packs in resources/models', () => {
  let packs: ModelPacks;
  let client: InferenceClient;
  beforeAll(async () => {
    packs = await openModelPacks(appPaths({}).models.slice(0, 1));
    client = startTestClient(packs).client;
  });
  afterAll(() => client.close());

  it('are whole', async () => {
    const reports = await packs.list();
    expect(reports.map(({ id, state, problem }) => ({ id, state, problem }))).toEqual(
      ['diagnose', 'fast', 'instruct', 'text'].map((id) => ({ id, state: 'ok', problem: null })),
    );
  });

  it.each([
    ['instruct', 'guide'],
    ['instruct', 'tile'],
    ['fast', 'guide'],
    ['fast', 'tile'],
    ['text', 'encoder'],
    ['diagnose', 'diagnoser'],
  ] as const)('%s has the inputs and outputs of its %s', async (model, graph) => {
    const contract = graphContracts[packs.manifest(model).kind][graph];
    const loaded = await client.load({ model, graph });
    expect(contract === undefined ? 'no contract' : contractFault(contract, loaded)).toBeNull();
  });

  it('say which input differs from what the engine gives', async () => {
    const loaded = await client.load({ model: 'text', graph: 'encoder' });
    expect(contractFault({ inputs: ['tokens'], outputs: [] }, loaded)).toBe(
      'Expected the inputs tokens but found buckets.',
    );
  });

  it.each(['diagnose', 'fast', 'instruct', 'text'])('%s gives the values that its training wrote down', async (id) => {
    const differences = await replayGolden(packs, id, client);
    expect(Math.max(...differences.map(({ largest }) => largest))).toBeLessThan(1e-3);
  });

  it('give finite pictures for tiles of any multiple of eight', async () => {
    const { embeddingSize, tasks, stateSize } = packs.restoration('instruct');
    const zeros = (length: number) => ({ shape: [1, length], data: new Float32Array(length) });
    const rest = { embedding: zeros(embeddingSize), strengths: zeros(tasks.length), state: zeros(stateSize) };
    const picture = { shape: [1, 3, 64, 136], data: new Float32Array(3 * 64 * 136).fill(0.5) };
    const { restored } = await client.run({ model: 'instruct', graph: 'tile' }, { picture, ...rest });
    expect(restored?.shape).toEqual(picture.shape);
  });
});
