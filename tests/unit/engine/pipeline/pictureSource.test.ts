import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blend } from '../../../../src/engine/operations/blend.ts';
import { pictureSource } from '../../../../src/engine/pipeline/pictureSource.ts';
import { makePicture, noise } from './pictures.ts';

const size = { width: 9, height: 7 };

test.each([8, 16] as const)(
  'every sample of %i bits is its share of the highest one, to the last bit',
  async (depth) => {
    const most = depth === 8 ? 255 : 65_535;
    const wide = { width: (most + 1) / 2, height: 2 };
    const picture = makePicture(wide.width, wide.height, { depth }, (x, y) => (y * wide.width + x) / most);
    const values = new Float32Array(wide.width * wide.height * 3);
    await pictureSource(picture).readRect({ left: 0, top: 0, ...wide }, values);
    expect(values.every((value, i) => value === Math.fround((picture.samples[i] ?? 0) / most))).toBe(true);
  },
);

test('mixing under a result is reading and blending, bit for bit', async () => {
  const rects = fc
    .record({ left: fc.nat(size.width - 1), top: fc.nat(size.height - 1), right: fc.nat(99), bottom: fc.nat(99) })
    .map(({ left, top, right, bottom }) => ({
      left,
      top,
      width: 1 + (right % (size.width - left)),
      height: 1 + (bottom % (size.height - top)),
    }));
  const strengths = fc.double({ min: 0, max: 1, minExcluded: true, noNaN: true });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(8 as const, 16 as const), rects, strengths, async (depth, rect, strength) => {
      const source = pictureSource(makePicture(size.width, size.height, { depth }));
      const result = Float32Array.from(
        { length: rect.width * rect.height * 3 },
        (_, i) => noise(i, i % 7, 1) * 1.4 - 0.2,
      );
      const before = new Float32Array(result.length);
      await source.readRect(rect, before);
      const expected = result.slice();
      blend(before, expected, strength, null);
      const mixed = result.slice();
      source.blendUnder?.(rect, mixed, strength);
      expect(mixed).toEqual(expected);
    }),
  );
});
