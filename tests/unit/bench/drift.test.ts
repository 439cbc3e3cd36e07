import { beforeAll, describe, expect, it } from 'vitest';
import { drift } from '../../../bench/evaluation/drift.ts';
import { addGaussianNoise } from '../../../bench/evaluation/gaussianNoise.ts';
import type { Pixels } from '../../../bench/evaluation/metrics.ts';
import { scenePicture } from '../../../src/engine/sample/sampleScene.ts';

const size = { width: 120, height: 90 };
let truth: Pixels;

beforeAll(async () => {
  truth = { ...size, data: Uint8Array.from((await scenePicture(size)).samples) };
});

/** The picture with these levels added to red, green and blue. */
function tinted(picture: Pixels, added: readonly [number, number, number]): Pixels {
  return { ...picture, data: picture.data.map((value, i) => Math.min(255, Math.max(0, value + (added[i % 3] ?? 0)))) };
}

/** The picture with its rows moved to the right by whole pixels. */
function moved(picture: Pixels, by: number): Pixels {
  const row = 3 * picture.width;
  const data = picture.data.map((_, i) => picture.data[Math.max(i - (i % row), i - 3 * by)] ?? 0);
  return { ...picture, data };
}

describe('the drift of a result', () => {
  it('is none for the truth and none for the input, noise and clipping included', () => {
    const noisy = addGaussianNoise(truth, 40, 3);
    for (const result of [truth, noisy]) {
      const { channels, shift } = drift(result, noisy, truth);
      expect(channels.map(Math.abs)).toEqual([0, 0, 0]);
      expect(shift).toBeLessThan(0.3);
    }
  });

  it('names the channels that grew lighter or darker', () => {
    const { channels, toTruth } = drift(tinted(truth, [2, 0, -3]), truth, truth);
    expect(channels[0]).toBeCloseTo(2, 1);
    expect(channels[1]).toBe(0);
    expect(channels[2]).toBeCloseTo(-3, 0);
    expect(toTruth).toEqual(channels);
  });

  it('does not count what a fault left on the way to the truth, and counts what goes beyond', () => {
    const rainy = tinted(truth, [6, 6, 6]);
    expect(drift(tinted(truth, [3, 3, 3]), rainy, truth).channels).toEqual([0, 0, 0]);
    expect(drift(tinted(truth, [-2, -2, -2]), rainy, truth).channels[1]).toBeLessThan(-1);
    expect(drift(tinted(truth, [9, 9, 9]), rainy, truth).channels[1]).toBeGreaterThan(1);
  });

  it('finds a picture that moved, unless the input lay there', () => {
    const found = drift(moved(truth, 1), truth, truth);
    expect(found.pixels).toBeGreaterThan(0.5);
    expect(found.shift).toBeGreaterThan(1);
    expect(drift(moved(truth, 1), moved(truth, 1), truth).pixels).toBeLessThan(0.02);
    expect(drift(truth, moved(truth, 1), truth).pixels).toBeLessThan(0.02);
  });
});
