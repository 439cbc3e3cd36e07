import { beforeAll, describe, expect, it } from 'vitest';
import { addGaussianNoise } from '../../../bench/evaluation/gaussianNoise.ts';
import { largestStep } from '../../../bench/evaluation/gradients.ts';
import { type Pixels, psnr } from '../../../bench/evaluation/metrics.ts';
import { change, noiseLevel } from '../../../bench/evaluation/noiseLevel.ts';
import { spread } from '../../../bench/evaluation/prepareInputs.ts';
import { ssim } from '../../../bench/evaluation/ssim.ts';
import { scenePicture } from '../../../src/engine/sample/sampleScene.ts';

const size = { width: 160, height: 120 };
const flat = (value: number): Pixels => ({ ...size, data: new Uint8Array(3 * size.width * size.height).fill(value) });
let scene: Pixels;

beforeAll(async () => {
  scene = { ...size, data: Uint8Array.from((await scenePicture(size)).samples) };
});

describe('PSNR and SSIM', () => {
  it('are what their formulas say of flat pictures', () => {
    expect(psnr(flat(100), flat(110))).toBeCloseTo(20 * Math.log10(255 / 10), 6);
    const c1 = (0.01 * 255) ** 2;
    expect(ssim(flat(100), flat(110))).toBeCloseTo((2 * 100 * 110 + c1) / (100 ** 2 + 110 ** 2 + c1), 9);
  });

  it('fall with noise, and are best for the same picture', () => {
    const [little, much] = [5, 25].map((sigma) => addGaussianNoise(scene, sigma, 1)) as [Pixels, Pixels];
    expect(psnr(scene, scene)).toBe(100);
    expect(ssim(scene, scene)).toBeCloseTo(1, 9);
    expect(psnr(little, scene)).toBeGreaterThan(psnr(much, scene) + 10);
    expect(ssim(little, scene)).toBeGreaterThan(ssim(much, scene) + 0.1);
  });
});

describe('the noise of a picture', () => {
  it.each([5, 8, 20])('of sigma %i is found on a flat picture', (sigma) => {
    expect(noiseLevel(addGaussianNoise(flat(128), sigma, 4)) / sigma).toBeCloseTo(1, 1);
  });

  it('is never less than rounding, and more where noise is added', () => {
    expect(noiseLevel(flat(30))).toBeCloseTo(0.289, 3);
    expect(noiseLevel(addGaussianNoise(scene, 10, 4))).toBeGreaterThan(noiseLevel(scene) + 4);
  });

  it('is compared with the change of every value', () => {
    expect(change(flat(100), flat(103))).toBe(3);
  });
});

describe('the largest step', () => {
  const across = 30;
  const picture = (value: (x: number, y: number) => number): number[] =>
    Array.from({ length: 3 * across * 20 }, (_, i) =>
      value(Math.floor((i % (3 * across)) / 3), Math.floor(i / (3 * across))),
    );

  it('is none along ramps, however steep', () => {
    expect(
      largestStep(
        picture((x, y) => 7 * x - 3 * y),
        across,
      ),
    ).toBe(0);
  });

  it('is the height of a seam, in either direction', () => {
    expect(
      largestStep(
        picture((x) => 2 * x + (x >= 15 ? 5 : 0)),
        across,
      ),
    ).toBe(5);
    expect(
      largestStep(
        picture((x, y) => x - y + (y >= 9 ? 4 : 0)),
        across,
      ),
    ).toBe(4);
  });

  it('counts a chequerboard', () => {
    expect(
      largestStep(
        picture((x, y) => 50 + ((x + y) % 2)),
        across,
      ),
    ).toBe(2);
  });
});

it('a part of a set is spread over all of it', () => {
  expect(spread([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 2)).toEqual([2, 7]);
  expect(spread([0, 1], 6)).toEqual([0, 1]);
});
