import fc from 'fast-check';
import { expect, test } from 'vitest';
import { piecesOf } from '../../../../src/engine/diagnosis/pieces.ts';

test('a picture is looked at in twelve places, four at a time, all of them inside where it is large enough', () => {
  fc.assert(
    fc.property(fc.integer({ min: 96, max: 9000 }), fc.integer({ min: 96, max: 9000 }), (width, height) => {
      const bags = piecesOf({ width, height }, 96);
      expect(bags.map((bag) => bag.length)).toEqual([4, 4, 4]);
      for (const piece of bags.flat()) {
        expect(piece).toMatchObject({ width: 96, height: 96 });
        expect(piece.left >= 0 && piece.left + 96 <= width && piece.top >= 0 && piece.top + 96 <= height).toBe(true);
      }
    }),
  );
});

test('the pieces of a large picture do not overlap, and every bag sees all of its parts', () => {
  const bags = piecesOf({ width: 6000, height: 4000 }, 96);
  expect(new Set(bags.flat().map(({ left, top }) => `${left} ${top}`)).size).toBe(12);
  for (const bag of bags) expect(new Set(bag.map(({ left }) => left)).size).toBe(4);
});
