import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { BufferPool } from '../../../../src/engine/tiling/bufferPool.ts';
import type { FloatSource } from '../../../../src/engine/tiling/floatSource.ts';
import { readTile } from '../../../../src/engine/tiling/readTile.ts';
import { reflectIndex } from '../../../../src/engine/tiling/reflectPad.ts';

/** A source whose red is the column, green the row and blue their sum; it refuses what lies outside. */
function ramp(width: number, height: number): FloatSource {
  return {
    width,
    height,
    readRect(rect, into) {
      expect(rect.left >= 0 && rect.top >= 0).toBe(true);
      expect(rect.left + rect.width <= width && rect.top + rect.height <= height).toBe(true);
      for (let i = 0; i < rect.width * rect.height; i += 1) {
        const [x, y] = [rect.left + (i % rect.width), rect.top + Math.floor(i / rect.width)];
        into.set([x, y, x + y], i * 3);
      }
      return Promise.resolve();
    },
  };
}

test('mirroring does not repeat the edge and folds as often as needed', () => {
  expect([-3, -2, -1, 0, 1, 2, 3, 4, 5].map((index) => reflectIndex(index, 3))).toEqual([1, 2, 1, 0, 1, 2, 1, 0, 1]);
  expect([-2, 0, 7].map((index) => reflectIndex(index, 1))).toEqual([0, 0, 0]);
});

test('a tile anywhere over a picture of any size holds the mirrored picture', async () => {
  const length = fc.integer({ min: 1, max: 20 });
  const place = fc.integer({ min: -50, max: 50 });
  await fc.assert(
    fc.asyncProperty(length, length, place, place, length, length, async (w, h, left, top, width, height) => {
      const into = new Float32Array(width * height * 3);
      await readTile(ramp(w, h), { left, top, width, height }, into, new BufferPool());
      const expected = Array.from({ length: width * height }, (_, i) => {
        const x = reflectIndex(left + (i % width), w);
        const y = reflectIndex(top + Math.floor(i / width), h);
        return [x, y, x + y];
      });
      expect([...into]).toEqual(expected.flat());
    }),
  );
});
