import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MaskRaster } from '../../../../src/engine/mask/maskRaster.ts';
import { rectOf } from '../../../../src/shared/base/geometry.ts';
import { levelSize, topLevel } from '../../../../src/shared/logic/tilePyramid.ts';
import type { Mask } from '../../../../src/shared/model/mask.ts';
import { makePicture } from '../pipeline/pictures.ts';
import { anyMask, maskOf } from './anyMask.ts';

const size = { width: 615, height: 389 };
const picture = makePicture(size.width, size.height, {}, (x, y, channel) =>
  x > 300 && x < 420 ? 0.9 : 0.5 + 0.4 * Math.sin(x / (20 + 9 * channel)) * Math.cos(y / 31),
);
/** Rounding to whole levels, and what single precision adds to it. */
const halfALevel = 0.5 / 255 + 1e-5;

function valuesAt(raster: MaskRaster, mask: Mask, level: number): Float64Array {
  const coverage = raster.coverage(mask, 2 ** -level);
  const into = new Float32Array(coverage.width * coverage.height);
  coverage.readRect(rectOf(coverage), into);
  return Float64Array.from(into);
}

/** Blurred on a level whose last pixels reach over the edge, where it once came out as what a finer level's blur would be. */
const blurredPastTheEdge: Mask = {
  ...maskOf({ kind: 'ellipse', mode: 'add', inverted: false, x: 0, y: 0, width: 0, height: 0, angle: 0 }),
  grow: 6,
  refine: 30,
  feather: 34.66666666666667,
};

/** A fade so slow that it is read on a coarse level, across an edge that lies within a pixel of that level. */
const fadePastTheEdge = maskOf({ kind: 'linear', mode: 'add', inverted: false, x: 0, y: 0, toX: 0, toY: 467 });

/** What half the size shows: means of what is there, written without a look at how masks are drawn. */
function halved(values: Float64Array, level: number): Float64Array {
  const [from, to] = [levelSize(size, level - 1), levelSize(size, level)];
  return Float64Array.from({ length: to.width * to.height }, (_, i) => {
    const [x, y] = [i % to.width, Math.floor(i / to.width)];
    const columns = [2 * x, 2 * x + 1].filter((each) => each < from.width);
    const rows = [2 * y, 2 * y + 1].filter((each) => each < from.height);
    const all = rows.flatMap((row) => columns.map((column) => values[row * from.width + column] as number));
    return all.reduce((sum, value) => sum + value, 0) / all.length;
  });
}

describe('a mask', () => {
  test('is at every level what it is at full size, within half a grey level', () => {
    fc.assert(
      fc.property(anyMask(size.width, size.height), (mask) => {
        const raster = new MaskRaster(picture);
        let expected = valuesAt(raster, mask, 0);
        for (let level = 1; level <= topLevel({ ...size, tileSize: 64 }); level += 1) {
          expected = halved(expected, level);
          const values = valuesAt(raster, mask, level);
          const worst = values.reduce((most, value, i) => Math.max(most, Math.abs(value - (expected[i] as number))), 0);
          expect(worst, `level ${level}`).toBeLessThanOrEqual(halfALevel);
        }
      }),
      { numRuns: 40, examples: [[blurredPastTheEdge], [fadePastTheEdge]] },
    );
  });

  test('has the same bits in parts, in any order, as in the whole', () => {
    fc.assert(
      fc.property(
        anyMask(size.width, size.height),
        fc.array(fc.tuple(fc.nat(560), fc.nat(340), fc.integer({ min: 1, max: 55 })), { minLength: 1, maxLength: 5 }),
        (mask, places) => {
          const parts = places.map(([left, top, side]) => {
            const rect = { left, top, width: side, height: Math.min(side, 49) };
            const into = new Float32Array(rect.width * rect.height);
            const coverage = new MaskRaster(picture).coverage(structuredClone(mask), 1);
            coverage.readRect(rect, into);
            return { rect, into, touches: coverage.touches(rect) };
          });
          const whole = valuesAt(new MaskRaster(picture), mask, 0);
          for (const { rect, into, touches } of parts) {
            const same = into.every((value, i) => {
              const [x, y] = [rect.left + (i % rect.width), rect.top + Math.floor(i / rect.width)];
              return value === whole[y * size.width + x];
            });
            expect(same).toBe(true);
            if (!touches) expect(into.every((value) => value === 0)).toBe(true);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  test('differs only where it says that it differs', () => {
    fc.assert(
      fc.property(anyMask(size.width, size.height), anyMask(size.width, size.height), (one, two) => {
        const raster = new MaskRaster(picture);
        const changed: Mask = { ...one, components: [...one.components, ...two.components] };
        const rects = raster.differences(one, changed);
        const [before, after] = [valuesAt(raster, one, 0), valuesAt(raster, changed, 0)];
        for (const { left, top, width, height } of rects) {
          for (let y = top; y < top + height; y += 1) {
            const row = y * size.width + left;
            before.fill(0, row, row + width);
            after.fill(0, row, row + width);
          }
        }
        expect(before.every((value, i) => value === after[i])).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});
