import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InferenceClient } from '../../../../src/engine/inference/inferenceClient.ts';
import { startTestClient, type TinyGraphs, tinyGraphs } from '../../../support/inferenceHarness.ts';
import { convolutionModel } from '../../../support/tinyModels.ts';

describe('memory of the inference process', () => {
  let graphs: TinyGraphs;
  let client: InferenceClient;
  beforeAll(() => {
    graphs = tinyGraphs({ tile: convolutionModel(16) });
    client = startTestClient(graphs).client;
  });
  afterAll(async () => {
    await client.close();
    graphs.remove();
  });

  it('does not grow over 300 runs of changing sizes', async () => {
    const run = async (from: number, to: number) => {
      for (let round = from; round < to; round += 1) {
        const side = 64 + 8 * (round % 20);
        const picture = { shape: [1, 3, side, side + 32], data: new Float32Array(3 * side * (side + 32)).fill(0.5) };
        await client.run({ model: 'tiny', graph: 'tile' }, { picture });
      }
      return (await client.about()).residentBytes;
    };
    const settled = await run(0, 100);
    const after = await run(100, 400);
    expect((after - settled) / 1e6).toBeLessThan(30);
  });
});
