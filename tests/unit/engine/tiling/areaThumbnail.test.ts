import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { pictureSource } from '../../../../src/engine/pipeline/pictureSource.ts';
import { areaThumbnail } from '../../../../src/engine/tiling/areaThumbnail.ts';
import type { FloatSource } from '../../../../src/engine/tiling/floatSource.ts';
import { makePicture } from '../pipeline/pictures.ts';

function sourceOf(width: number, height: number, value: (x: number, y: number) => number): FloatSource {
  return {
    width,
    height,
    readRect(rect, into) {
      for (let i = 0; i < rect.width * rect.height; i += 1) {
        into.fill(value(rect.left + (i % rect.width), rect.top + Math.floor(i / rect.width)), i * 3, i * 3 + 3);
      }
      return Promise.resolve();
    },
  };
}

test('the mean of the thumbnail is the mean of the picture, for any size', async () => {
  const length = fc.integer({ min: 1, max: 60 });
  await fc.assert(
    fc.asyncProperty(length, length, length, length, async (width, height, w, h) => {
      const value = (x: number, y: number) => ((x * 7 + y * 13) % 11) / 10;
      const thumbnail = await areaThumbnail(sourceOf(width, height, value), { width: w, height: h });
      const mean = thumbnail.reduce((sum, v) => sum + v, 0) / thumbnail.length;
      let expected = 0;
      for (let i = 0; i < width * height; i += 1)
        expected += value(i % width, Math.floor(i / width)) / (width * height);
      expect(mean).toBeCloseTo(expected, 5);
    }),
  );
});

test('each value is the mean of its area', async () => {
  const thumbnail = await areaThumbnail(
    sourceOf(4, 2, (x) => x / 3),
    { width: 2, height: 1 },
  );
  expect([...thumbnail].map((v) => v.toFixed(4))).toEqual(['0.1667', '0.1667', '0.1667', '0.8333', '0.8333', '0.8333']);
});

test('values out of range are kept inside before they are averaged', async () => {
  const thumbnail = await areaThumbnail(
    sourceOf(2, 1, (x) => (x === 0 ? -3 : 9)),
    { width: 1, height: 1 },
  );
  expect(thumbnail[0]).toBe(0.5);
});

test('a picture that averages its own rows gives what reading it gives', async () => {
  const length = fc.integer({ min: 1, max: 60 });
  await fc.assert(
    fc.asyncProperty(
      length,
      length,
      length,
      length,
      fc.constantFrom(8 as const, 16 as const),
      async (width, height, w, h, depth) => {
        const own = pictureSource(makePicture(width, height, { depth }));
        const { averageRow: _, ...read } = own;
        const [fast, slow] = [
          await areaThumbnail(own, { width: w, height: h }),
          await areaThumbnail(read, { width: w, height: h }),
        ];
        for (const [i, value] of fast.entries()) expect(value).toBeCloseTo(slow[i] ?? Number.NaN, 6);
      },
    ),
  );
});
