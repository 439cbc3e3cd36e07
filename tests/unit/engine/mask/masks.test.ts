import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Coverage } from '../../../../src/engine/mask/coverage.ts';
import { coveragePlane } from '../../../../src/engine/mask/coveragePlane.ts';
import { maskFromPicture } from '../../../../src/engine/mask/maskFile.ts';
import { scaledCoverage } from '../../../../src/engine/mask/scaledCoverage.ts';
import { rectOf } from '../../../../src/shared/base/geometry.ts';
import { makePicture } from '../pipeline/pictures.ts';

function everything(coverage: Coverage): number[] {
  const into = new Float32Array(coverage.width * coverage.height);
  coverage.readRect(rectOf(coverage), into);
  return [...into];
}

const size = { width: 3, height: 2 };

const anyMask = fc
  .array(fc.constantFrom(0, 0, 0, 0, 0, 65535, 9), { minLength: 144, maxLength: 144 })
  .map((values) => Uint16Array.from(values, (value, i) => (i < 70 ? 0 : value)));

describe('a coverage', () => {
  test('is exact at both ends, and inverted too', () => {
    const samples = Uint8Array.of(0, 255, 51, 0, 0, 0);
    expect(everything(coveragePlane(size, samples))).toEqual([0, 1, Math.fround(0.2), 0, 0, 0]);
    expect(everything(coveragePlane(size, samples, true))).toEqual([1, 0, Math.fround(0.8), 1, 1, 1]);
  });

  test('touches wherever it covers something, and only there at its own size', () => {
    const length = fc.integer({ min: 1, max: 7 });
    const result = fc.check(
      fc.property(
        anyMask,
        fc.boolean(),
        fc.constantFrom(1, 2, 4),
        length,
        length,
        (values, isInverted, factor, width, height) => {
          const coverage = scaledCoverage(coveragePlane({ width: 12, height: 12 }, values, isInverted), factor);
          const rect = { left: 12 * factor - width, top: 5, width, height };
          const into = new Float32Array(rect.width * rect.height);
          coverage.readRect(rect, into);
          const covers = into.some((value) => value !== 0);
          // An enlarged mask may say that it touches a pixel too early, never too late.
          return coverage.touches(rect) === covers || (factor > 1 && !covers);
        },
      ),
    );
    expect(result.failed).toBe(false);
  });

  test('of nothing touches nothing', () => {
    const empty = coveragePlane(size, new Uint8Array(6));
    expect(empty.touches(rectOf(size))).toBe(false);
    expect(scaledCoverage(empty, 4).touches({ left: 0, top: 0, width: 12, height: 8 })).toBe(false);
  });

  test('enlarged is bilinear between pixel centres', () => {
    const coverage = scaledCoverage(coveragePlane({ width: 2, height: 1 }, Uint8Array.of(0, 255)), 2);
    expect(everything(coverage)).toEqual([0, 0.25, 0.75, 1, 0, 0.25, 0.75, 1]);
  });

  test('enlarged is the same in parts as in the whole', () => {
    const samples = Uint8Array.from({ length: 100 }, (_, i) => (i * 37) % 256);
    const coverage = scaledCoverage(coveragePlane({ width: 10, height: 10 }, samples), 4);
    const whole = everything(coverage);
    const part = new Float32Array(6);
    coverage.readRect({ left: 17, top: 33, width: 3, height: 2 }, part);
    expect([...part]).toEqual([0, 1].flatMap((y) => whole.slice((33 + y) * 40 + 17, (33 + y) * 40 + 20)));
  });
});

describe('a mask file', () => {
  test('in grey is taken as painted', () => {
    const mask = makePicture(3, 2, { channels: 1, depth: 16 });
    expect(maskFromPicture(mask, size).samples).toBe(mask.samples);
  });

  test('in colour counts by its luminance, times its alpha', () => {
    const mask = makePicture(3, 2, { alpha: Uint8Array.of(255, 0, 51, 255, 255, 255) }, (x, y) =>
      y === 0 ? 1 : x / 2,
    );
    expect([...maskFromPicture(mask, size).samples]).toEqual([255, 0, 51, 0, 128, 255]);
  });

  test('of another size is refused in one sentence', () => {
    const mask = makePicture(2, 2, { channels: 1 });
    expect(() => maskFromPicture(mask, size)).toThrow(/2 x 2 .* 3 x 2/);
  });
});
