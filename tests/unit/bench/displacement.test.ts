import { beforeAll, describe, expect, it } from 'vitest';
import { displacement } from '../../../bench/evaluation/displacement.ts';
import { addGaussianNoise } from '../../../bench/evaluation/gaussianNoise.ts';
import type { Pixels } from '../../../bench/evaluation/metrics.ts';
import { scenePicture } from '../../../src/engine/sample/sampleScene.ts';

const finer = 4;
const size = { width: 150, height: 100 };
let fine: Pixels;

beforeAll(async () => {
  const large = { width: finer * (size.width + 8), height: finer * (size.height + 8) };
  fine = { ...large, data: Uint8Array.from((await scenePicture(large)).samples) };
});

/** The scene as a camera sees it that is turned by this many quarters of a pixel, so that the scene moves right and down. */
function seen(right: number, down: number, contrast = 1): Pixels {
  const data = new Uint8Array(3 * size.width * size.height);
  for (let y = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++) {
      for (let c = 0; c < 3; c++) {
        let sum = 0;
        for (let j = 0; j < finer; j++) {
          for (let i = 0; i < finer; i++) {
            const at = (finer * (y + 4) - down + j) * fine.width + finer * (x + 4) - right + i;
            sum += fine.data[3 * at + c] ?? 0;
          }
        }
        data[3 * (y * size.width + x) + c] = Math.round(128 + contrast * (sum / finer ** 2 - 128));
      }
    }
  }
  return { ...size, data };
}

describe('the displacement of two pictures', () => {
  it('is none between a picture and itself', () => {
    const { x, y, gradient } = displacement(seen(0, 0), seen(0, 0));
    expect([Math.abs(x), Math.abs(y)]).toEqual([0, 0]);
    expect(gradient).toBeGreaterThan(1);
  });

  it.each([
    [1, 0],
    [0, -1],
    [2, 1],
    [-4, 3],
    [6, -6],
  ])('is found to a fraction of a pixel: %i and %i quarters', (right, down) => {
    const { x, y } = displacement(seen(right, down), seen(0, 0));
    const error = Math.hypot(x - right / finer, y - down / finer);
    expect(error).toBeLessThan(0.01 + Math.hypot(right, down) / finer / 6);
  });

  it('is none where only noise, contrast or brightness differ', () => {
    const noisy = displacement(addGaussianNoise(seen(0, 0), 15, 7), seen(0, 0));
    expect(Math.hypot(noisy.x, noisy.y)).toBeLessThan(0.03);
    const pale = displacement(seen(0, 0, 0.6), seen(0, 0));
    expect(Math.hypot(pale.x, pale.y)).toBeLessThan(0.01);
  });

  it('of a large shift is still a large one', () => {
    const { x, y } = displacement(seen(14, 0), seen(0, 0));
    expect(Math.hypot(x, y)).toBeGreaterThan(1.5);
  });

  it('is none where there is nothing to see', () => {
    const flat = { ...size, data: new Uint8Array(3 * size.width * size.height).fill(90) };
    expect(displacement(flat, flat)).toEqual({ x: 0, y: 0, gradient: 0 });
  });
});
