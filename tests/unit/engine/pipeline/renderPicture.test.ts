import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { Picture, Samples } from '../../../../src/engine/image/picture.ts';
import { networkTensors } from '../../../../src/engine/inference/networkTensors.ts';
import { type RenderOptions, renderPicture } from '../../../../src/engine/pipeline/renderPicture.ts';
import type { TileProgress } from '../../../../src/engine/ports.ts';
import { FakeInference, type FakeTile, fakeModel } from '../../../support/fakeInference.ts';
import { allRows, largestDifference, makePicture, noise, resolved, wide } from './pictures.ts';

const scratchFolder = mkdtempSync(join(tmpdir(), 'patina-pipeline-'));
afterAll(() => rmSync(scratchFolder, { recursive: true }));

type Overrides = Partial<RenderOptions> & { network?: (tile: FakeTile) => void };

async function render(picture: Picture, overrides: Overrides = {}, signal = new AbortController().signal) {
  const model = overrides.model ?? fakeModel();
  const inference = new FakeInference(model, overrides.network);
  const rendered = await renderPicture(
    { picture, steps: [], model, inference, scratchFolder, memoryBudgetBytes: 1 << 24, ...overrides },
    signal,
  );
  try {
    const samples = await allRows(rendered);
    const report = rendered.report();
    return { rendered, samples, report, inference: (overrides.inference as FakeInference | undefined) ?? inference };
  } finally {
    await rendered.dispose();
  }
}

const square = (picture: Picture, left: number, top: number, side: number): Samples =>
  Uint8Array.from({ length: picture.width * picture.height }, (_, i) => {
    const [x, y] = [i % picture.width, Math.floor(i / picture.width)];
    return x >= left && x < left + side && y >= top && y < top + side ? 255 : 0;
  });

const brighten = ({ planes }: FakeTile) => {
  for (let i = 0; i < planes.length; i += 1) planes[i] = (planes[i] ?? 0) + 0.25;
};

/** A 3x3 mean that knows nothing beyond its tile. */
const blur = ({ planes, width, height }: FakeTile) => {
  const source = planes.slice();
  for (let i = 0; i < planes.length; i += 1) {
    const x = i % width;
    const y = Math.floor(i / width) % height;
    const plane = i - x - y * width;
    let [sum, count] = [0, 0];
    for (let dy = -1; dy <= 1; dy += 1) {
      for (let dx = -1; dx <= 1; dx += 1) {
        if (x + dx < 0 || x + dx >= width || y + dy < 0 || y + dy >= height) continue;
        sum += source[plane + (y + dy) * width + x + dx] ?? 0;
        count += 1;
      }
    }
    planes[i] = sum / count;
  }
};

describe('a network that changes nothing', () => {
  test('returns the input bit for bit for any size, tile, halo, depth, channels and space', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          width: fc.integer({ min: 1, max: 50 }),
          height: fc.integer({ min: 1, max: 50 }),
          halo: fc.integer({ min: 0, max: 9 }),
          core: fc.integer({ min: 4, max: 40 }),
          alignment: fc.constantFrom(1, 2, 8),
          depth: fc.constantFrom(8 as const, 16 as const),
          channels: fc.constantFrom(1 as const, 3 as const),
          isWide: fc.boolean(),
          budget: fc.constantFrom(1, 1 << 20),
        }),
        async ({ width, height, halo, core, alignment, depth, channels, isWide, budget }) => {
          const tileSize = Math.ceil((core + 2 * halo) / alignment) * alignment;
          const picture = makePicture(width, height, { depth, channels, ...(isWide ? { colourSpace: wide } : {}) });
          const model = fakeModel({ halo, tileSize, alignment });
          const { samples } = await render(picture, { model, steps: [resolved('denoise')], memoryBudgetBytes: budget });
          expect(samples).toEqual(picture.samples);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('keeps colours outside sRGB, with any strength and after other networks', async () => {
    const picture = makePicture(50, 40, { depth: 16, colourSpace: wide }, (x, _, channel) =>
      channel === 1 ? 1 : (x % 3) / 2,
    );
    const steps = [
      resolved('denoise'),
      resolved('auto', { strength: 0.3 }),
      resolved('deblur', { strength: 0.5 }),
      resolved('enhance'),
    ];
    const { samples, inference } = await render(picture, { steps });
    expect(samples).toEqual(picture.samples);
    expect(inference.guideRuns).toBe(4);
  });

  test('is told its task, its sentence and the state of the whole picture', async () => {
    const picture = makePicture(100, 30, {}, () => 0.5);
    const seen: unknown[] = [];
    const network = ({ inputs }: FakeTile) => {
      const { embedding, strengths, state } = networkTensors.tile;
      seen.push([inputs[embedding]?.shape, [...(inputs[strengths]?.data ?? [])], [...(inputs[state]?.data ?? [])]]);
    };
    await render(picture, { steps: [resolved('derain'), resolved('auto')], network });
    const half = expect.closeTo(128 / 255, 5) as number;
    expect(seen[0]).toEqual([
      [1, 256],
      [0, 0, 1, 0, 0, 0, 0, 0, 0],
      [half, half, half],
    ]);
    expect(seen.at(-1)).toEqual([
      [1, 256],
      [0, 0, 0, 0, 0, 0, 0, 0, 0],
      [half, half, half],
    ]);
  });
});

describe('tiles', () => {
  test('of a network that adds a constant show no seam', async () => {
    const picture = makePicture(150, 130, { depth: 16 }, () => 0.5);
    const { samples } = await render(picture, { steps: [resolved('denoise')], network: brighten });
    expect(new Set(samples)).toEqual(new Set([Math.round((32768 / 65535 + 0.25) * 65535)]));
  });

  test.each([
    [37, 41],
    [200, 1],
    [1, 200],
    [130, 97],
  ])('of a 3x3 mean equal the whole picture at %i x %i', async (width, height) => {
    const picture = makePicture(width, height, { depth: 16 });
    const steps = [resolved('denoise')];
    const whole = await render(picture, { steps, network: blur, model: fakeModel({ tileSize: 300, halo: 12 }) });
    const tiled = await render(picture, { steps, network: blur, model: fakeModel({ tileSize: 48, halo: 12 }) });
    const most = largestDifference(whole.samples, tiled.samples);
    expect(most).toBeLessThanOrEqual(1);
    expect(tiled.rendered.tiles).toBeGreaterThan(1);
  });

  test('are at most two at once and all of one size', async () => {
    const { inference, rendered } = await render(makePicture(300, 200), { steps: [resolved('denoise')] });
    expect(inference.mostInFlight).toBe(2);
    expect(new Set(inference.tileInputs.map(({ width, height }) => `${width}x${height}`)).size).toBe(1);
    expect(rendered.tiles).toBe(inference.tileRuns);
  });

  test('are reported with a time to go', async () => {
    const reports: TileProgress[] = [];
    await render(makePicture(200, 100), {
      steps: [resolved('denoise'), resolved('exposure'), resolved('deblur')],
      onProgress: (progress) => reports.push(progress),
    });
    expect(reports[0]).toMatchObject({ step: 1, steps: 2, operation: 'denoise', tilesDone: 0, etaSeconds: null });
    const last = reports.at(-1);
    expect(last).toMatchObject({ step: 2, operation: 'deblur', etaSeconds: 0, tilesDone: last?.tilesTotal });
    expect(reports.map((report) => report.tilesDone)).toEqual(
      reports.map((r) => r.tilesDone).toSorted((a, b) => a - b),
    );
  });
});

describe('steps that do nothing', () => {
  test.each([
    ['off', { enabled: false }],
    ['of strength 0', { strength: 0 }],
    ['with an empty mask', { region: 'mask' as const }],
  ])('%s are not run and return the input bit for bit', async (_, rest) => {
    const picture = makePicture(90, 50);
    const mask = { width: 90, height: 50, samples: new Uint8Array(90 * 50) };
    const steps = [
      resolved('denoise', rest),
      resolved('exposure', rest),
      resolved('upscale', rest),
      resolved('whitebalance', rest),
    ];
    const { samples, inference } = await render(picture, { steps, mask, network: brighten });
    expect(samples).toEqual(picture.samples);
    expect(inference.guideRuns + inference.tileRuns).toBe(0);
  });

  test('outside the mask vanish where the mask is full', async () => {
    const picture = makePicture(20, 20);
    const mask = { width: 20, height: 20, samples: new Uint8Array(400).fill(255) };
    const { inference } = await render(picture, { steps: [resolved('denoise', { region: 'outside-mask' })], mask });
    expect(inference.tileRuns).toBe(0);
  });
});

describe('masks', () => {
  const picture = makePicture(300, 200);
  const mask = { width: 300, height: 200, samples: square(picture, 20, 30, 40) };

  test('leave pixels outside bit-identical, through several steps, and compute only tiles that they touch', async () => {
    const steps = [
      resolved('denoise', { region: 'mask' }),
      resolved('exposure', { region: 'mask', strength: 0.5, parameters: { ev: 1 } }),
      resolved('enhance', { region: 'mask', strength: 0.5 }),
      resolved('sharpen', { region: 'mask' }),
      resolved('deblur', { region: 'mask' }),
    ];
    const { samples, report, inference, rendered } = await render(picture, { steps, mask, network: brighten });
    const outside = samples.findIndex(
      (sample, i) => mask.samples[Math.floor(i / 3)] === 0 && sample !== picture.samples[i],
    );
    expect(outside).toBe(-1);
    expect(report.changedOutsideMask).toBe(0);
    expect(largestDifference(samples, picture.samples)).toBeGreaterThan(5);
    expect(inference.guideRuns).toBe(3);
    expect(rendered.tiles).toBe(3 * 4);
  });

  test('turned over leave the inside alone', async () => {
    const steps = [resolved('denoise', { region: 'outside-mask' })];
    const { samples, report } = await render(picture, { steps, mask, network: brighten });
    const changed = samples.map((sample, i) => (sample === picture.samples[i] ? 0 : 1));
    const inside = changed.filter((_, i) => mask.samples[Math.floor(i / 3)] === 255);
    expect(inside.every((flag) => flag === 0)).toBe(true);
    expect(report.changedOutsideMask).toBe(0);
  });

  test('of half coverage mix half', async () => {
    const grey = makePicture(40, 40, { depth: 16 }, () => 0.25);
    const half = { width: 40, height: 40, samples: new Uint16Array(1600).fill(32768) };
    const { samples } = await render(grey, {
      steps: [resolved('denoise', { region: 'mask' })],
      mask: half,
      network: brighten,
    });
    expect(samples[0]).toBe(Math.round((16384 / 65535 + 0.25 * (32768 / 65535)) * 65535));
  });

  test('that are not there are asked for', async () => {
    await expect(render(picture, { steps: [resolved('denoise', { region: 'mask' })] })).rejects.toMatchObject({
      code: 'usage',
    });
    await expect(
      render(picture, { steps: [resolved('exposure', { region: { words: 'the sky' } })], mask }),
    ).rejects.toMatchObject({ code: 'usage', message: expect.stringContaining('the sky') as string });
  });
});

describe('strength', () => {
  test('is a blend', async () => {
    const picture = makePicture(30, 30, { depth: 16 }, () => 0.5);
    const { samples } = await render(picture, { steps: [resolved('denoise', { strength: 0.4 })], network: brighten });
    expect(samples[0]).toBe(Math.round((32768 / 65535 + 0.1) * 65535));
  });

  test('of a chain gives what its steps give one after the other', async () => {
    const picture = makePicture(90, 70, { depth: 16 }, (x, y, c) => 0.2 + 0.4 * noise(x, y, c));
    const first = [resolved('denoise', { strength: 0.5 }), resolved('exposure', { parameters: { ev: 0.3 } })];
    const second = [resolved('deblur', { strength: 0.7 }), resolved('sharpen')];
    const third = [resolved('enhance', { strength: 0.2 })];
    const atOnce = await render(picture, { steps: [...first, ...second, ...third], network: blur });
    let current = picture;
    for (const steps of [first, second, third]) {
      const { samples } = await render(current, { steps, network: blur });
      current = { ...picture, samples };
    }
    const most = largestDifference(atOnce.samples, current.samples);
    expect(most).toBeLessThanOrEqual(6);
  });
});

describe('enlarging', () => {
  test.each([
    [2 as const, 1],
    [4 as const, 2],
  ])('%ix runs %i passes and keeps alpha', async (factor, passes) => {
    const picture = makePicture(33, 21, { alpha: new Uint8Array(33 * 21).fill(200) }, () => 0.5);
    const { rendered, samples, inference, report } = await render(picture, {
      steps: [resolved('upscale', { parameters: { factor } })],
    });
    expect([rendered.width, rendered.height]).toEqual([33 * factor, 21 * factor]);
    expect(rendered.alpha).toEqual(new Uint8Array(33 * 21 * factor * factor).fill(200));
    expect(new Set(samples)).toEqual(new Set([128]));
    expect(inference.guideRuns).toBe(passes);
    expect(report.changedOutsideMask).toBeNull();
  });

  test('in a mask restores there and leaves plain bicubic elsewhere, whatever follows', async () => {
    const picture = makePicture(60, 60, {}, () => 0.5);
    const mask = { width: 60, height: 60, samples: square(picture, 5, 5, 10) };
    const steps = [
      resolved('upscale', { region: 'mask', parameters: { factor: 4 } }),
      resolved('exposure', { region: 'mask' }),
    ];
    const { samples, rendered } = await render(picture, { steps, mask, network: brighten });
    const at = (x: number, y: number) => samples[(y * 240 + x) * 3] ?? -1;
    expect(at(200, 200)).toBe(128);
    expect(at(40, 40)).toBeGreaterThan(200);
    expect(rendered.tiles).toBeLessThan(20);
  });
});

describe('a job that ends early', () => {
  test('by cancelling stops at the next tile and leaves no scratch file', async () => {
    const controller = new AbortController();
    const inference = new FakeInference(fakeModel(), () => {
      if (inference.tileRuns === 3) controller.abort();
    });
    const job = render(
      makePicture(400, 400),
      { steps: [resolved('denoise')], inference, memoryBudgetBytes: 1 },
      controller.signal,
    );
    await expect(job).rejects.toMatchObject({ code: 'cancelled' });
    expect(inference.tileRuns).toBeLessThanOrEqual(4);
    expect(readdirSync(scratchFolder)).toEqual([]);
  });

  test('by an error passes the error on and leaves no scratch file', async () => {
    const network = ({ planes }: FakeTile) => planes.fill(Number.NaN);
    const job = render(makePicture(400, 400), { steps: [resolved('denoise')], network, memoryBudgetBytes: 1 });
    await expect(job).rejects.toMatchObject({ code: 'inference-failed' });
    expect(readdirSync(scratchFolder)).toEqual([]);
  });

  test('for want of a model says so', async () => {
    const picture = makePicture(8, 8);
    const job = renderPicture(
      {
        picture,
        steps: [resolved('denoise')],
        model: null,
        inference: new FakeInference(),
        scratchFolder,
        memoryBudgetBytes: 1,
      },
      new AbortController().signal,
    );
    await expect(job).rejects.toMatchObject({ code: 'model-missing' });
  });
});

describe('depth and grey', () => {
  test('8 bits go to 16 and back without loss', async () => {
    const picture = makePicture(19, 7, { alpha: new Uint8Array(19 * 7).fill(77) });
    const wider = await render(picture, { depth: 16, steps: [resolved('denoise')] });
    expect(wider.samples).toEqual(Uint16Array.from(picture.samples, (level) => level * 257));
    expect(wider.rendered.alpha?.[0]).toBe(77 * 257);
    const back = await render({ ...picture, depth: 16, samples: wider.samples }, { depth: 8 });
    expect(back.samples).toEqual(picture.samples);
  });

  test('a grey picture stays grey and gets the luminance of what a network makes of it', async () => {
    const picture = makePicture(20, 20, { channels: 1 }, () => 0.5);
    const network = ({ planes }: FakeTile) => planes.fill(0, 0, planes.length / 3);
    const { samples } = await render(picture, { steps: [resolved('denoise')], network });
    expect(samples).toHaveLength(400);
    expect(samples[0]).toBeGreaterThan(100);
    expect(samples[0]).toBeLessThan(128);
  });
});
