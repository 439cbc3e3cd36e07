import { expect, test } from 'vitest';
import { findFaults } from '../../../../src/engine/diagnosis/findFaults.ts';
import { srgbSpace } from '../../../../src/engine/image/colourSpace.ts';
import type { DiagnosisManifest } from '../../../../src/engine/inference/manifest.ts';
import type { InferencePort, NamedTensors } from '../../../../src/engine/ports.ts';
import type { FloatSource } from '../../../../src/engine/tiling/floatSource.ts';

const model = {
  id: 'fake',
  tasks: ['denoise', 'dehaze'],
  thumbnailSize: 4,
  pieceSize: 8,
} as unknown as DiagnosisManifest;

/** A picture whose left half is dark and whose right half is bright. */
function halves(width: number, height: number): FloatSource {
  return {
    width,
    height,
    async readRect(rect, into) {
      for (let i = 0; i < rect.width * rect.height; i += 1) {
        into.fill(rect.left + (i % rect.width) < width / 2 ? 0.25 : 0.75, i * 3, i * 3 + 3);
      }
    },
  };
}

function inference(answer: (inputs: NamedTensors) => number[]): InferencePort & { readonly runs: NamedTensors[] } {
  const runs: NamedTensors[] = [];
  const run = async (_graph: unknown, inputs: NamedTensors): Promise<NamedTensors> => {
    runs.push(inputs);
    const said = answer(inputs);
    return { severities: { shape: [1, said.length], data: Float32Array.from(said) } };
  };
  return {
    runs,
    run,
    load: async () => undefined,
    device: () => 'cpu',
    troubles: () => [],
    close: async () => undefined,
  };
}

test('the network sees the thumbnail and pieces at full resolution, and its answers are averaged', async () => {
  let answers = 0;
  const port = inference(() => [(answers += 1) / 10, 0]);
  expect(await findFaults(halves(64, 48), srgbSpace(), { model, inference: port })).toEqual({
    denoise: expect.closeTo(0.2, 5),
    dehaze: 0,
  });
  expect(port.runs).toHaveLength(3);
  const [first] = port.runs;
  expect(first?.['thumbnail']?.shape).toEqual([1, 3, 4, 4]);
  expect([...(first?.['thumbnail']?.data.slice(0, 4) ?? [])]).toEqual([0.25, 0.25, 0.75, 0.75]);
  expect(first?.['pieces']?.shape).toEqual([4, 3, 8, 8]);
  const means = Array.from({ length: 4 }, (_, piece) => first?.['pieces']?.data[piece * 192]);
  expect(means.filter((mean) => mean === 0.25)).toHaveLength(2);
  expect(means.filter((mean) => mean === 0.75)).toHaveLength(2);
});

test('a picture smaller than a piece is mirrored at its edges', async () => {
  const port = inference(() => [0, 1]);
  expect(await findFaults(halves(5, 3), srgbSpace(), { model, inference: port })).toEqual({ denoise: 0, dehaze: 1 });
  const seen = port.runs[0]?.['pieces']?.data ?? [];
  expect([...seen].every((value) => value === 0.25 || value === 0.75)).toBe(true);
});

test.each([[[0.1]], [[Number.NaN, 0]]])(
  'an answer that is no diagnosis is a fault of the network: %j',
  async (answer) => {
    const found = findFaults(halves(64, 48), srgbSpace(), { model, inference: inference(() => answer) });
    await expect(found).rejects.toMatchObject({ code: 'inference-failed' });
  },
);
