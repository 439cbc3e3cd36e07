import { describe, expect, test } from 'vitest';
import { enlargeAlpha, enlarged } from '../../../../src/engine/operations/upscale.ts';
import type { FloatSource } from '../../../../src/engine/tiling/floatSource.ts';

const small = [0.1, 0.9, 0.3, 0.5, 0.2, 0.7];

/** Pillow 12: Image.fromarray(small, 'F').resize((3 * factor, 2 * factor), BICUBIC). */
const pillow = {
  2: [
    -0.01445, 0.25021, 0.81107, 0.86908, 0.41664, 0.2032, 0.13237, 0.29959, 0.65391, 0.71192, 0.46601, 0.35002, 0.42351,
    0.39749, 0.34227, 0.40029, 0.56392, 0.64116, 0.57033, 0.44687, 0.18511, 0.24313, 0.61329, 0.78798,
  ],
  4: [
    -0.04811, 0.007, 0.13393, 0.38219, 0.68454, 0.92946, 0.957, 0.77322, 0.52595, 0.3192, 0.21745, 0.17428, -0.01688,
    0.03431, 0.15212, 0.38222, 0.66265, 0.89047, 0.91801, 0.75133, 0.52599, 0.33739, 0.24476, 0.20551, 0.0555, 0.0976,
    0.19427, 0.38231, 0.61193, 0.80012, 0.82766, 0.70061, 0.52608, 0.37954, 0.30805, 0.27788, 0.1929, 0.21776, 0.27429,
    0.38248, 0.51564, 0.62858, 0.65613, 0.60432, 0.52625, 0.45957, 0.42821, 0.41529, 0.35113, 0.35612, 0.36644, 0.38267,
    0.40476, 0.43107, 0.45861, 0.49344, 0.52644, 0.55171, 0.56657, 0.57351, 0.48853, 0.47628, 0.44646, 0.38284, 0.30846,
    0.25953, 0.28708, 0.39714, 0.52661, 0.63173, 0.68673, 0.71092, 0.56091, 0.53957, 0.48861, 0.38293, 0.25774, 0.16918,
    0.19673, 0.34642, 0.52669, 0.67388, 0.75002, 0.7833, 0.59214, 0.56688, 0.5068, 0.38296, 0.23586, 0.13019, 0.15774,
    0.32454, 0.52673, 0.69207, 0.77733, 0.81453,
  ],
};

function sourceOf(width: number, height: number, value: (x: number, y: number) => number): FloatSource {
  return {
    width,
    height,
    readRect(rect, into) {
      expect(rect.left >= 0 && rect.top >= 0).toBe(true);
      expect(rect.left + rect.width <= width && rect.top + rect.height <= height).toBe(true);
      for (let i = 0; i < rect.width * rect.height; i += 1) {
        into.fill(value(rect.left + (i % rect.width), rect.top + Math.floor(i / rect.width)), i * 3, i * 3 + 3);
      }
      return Promise.resolve();
    },
  };
}

describe('enlarging', () => {
  test.each([2, 4] as const)('%ix gives what Pillow gives', async (factor) => {
    const large = enlarged(
      sourceOf(3, 2, (x, y) => small[y * 3 + x] ?? 0),
      factor,
    );
    const into = new Float32Array(large.width * large.height * 3);
    await large.readRect({ left: 0, top: 0, width: large.width, height: large.height }, into);
    const red = into.filter((_, i) => i % 3 === 0);
    for (const [i, value] of red.entries()) expect(value).toBeCloseTo(pillow[factor][i] ?? 0, 4);
  });

  test('gives any part bit for bit as in the whole', async () => {
    const large = enlarged(
      sourceOf(31, 23, (x, y) => Math.sin(x * 12.9898 + y * 78.233)),
      4,
    );
    const whole = new Float32Array(large.width * large.height * 3);
    await large.readRect({ left: 0, top: 0, width: large.width, height: large.height }, whole);
    for (const [left, top, width, height] of [
      [0, 0, 1, 1],
      [123, 91, 1, 1],
      [17, 5, 40, 33],
      [60, 70, 64, 22],
    ] as const) {
      const part = new Float32Array(width * height * 3);
      await large.readRect({ left, top, width, height }, part);
      for (let y = 0; y < height; y += 1) {
        const from = ((top + y) * large.width + left) * 3;
        expect(part.subarray(y * width * 3, (y + 1) * width * 3)).toEqual(whole.subarray(from, from + width * 3));
      }
    }
  });

  test('takes alpha along, rounded and inside its range', () => {
    expect([...enlargeAlpha(Uint8Array.of(0, 255), 2, 1, 2)]).toEqual([0, 53, 202, 255, 0, 53, 202, 255]);
    expect(enlargeAlpha(new Uint16Array(6).fill(65535), 3, 2, 4)).toEqual(new Uint16Array(96).fill(65535));
  });
});
