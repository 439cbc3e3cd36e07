import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { srgbSpace } from '../../../../src/engine/image/colourSpace.ts';
import { cleanTiles } from '../../../../src/engine/operations/cleanTiles.ts';
import { DiagnosingInference, fakeDiagnoser } from '../../../support/diagnosingInference.ts';

const signal = new AbortController().signal;

function judge(below: number, operation: 'denoise' | 'deblur' = 'denoise') {
  const inference = new DiagnosingInference();
  let clean = 0;
  const isClean = cleanTiles({
    operation,
    below,
    diagnoser: { model: fakeDiagnoser, inference },
    source: { width: 40, height: 30, readRect: async (_rect, into) => void into.fill(0.5) },
    colourSpace: srgbSpace(),
    onClean: () => {
      clean += 1;
    },
  });
  return { inference, isClean, count: () => clean };
}

const flat = (width: number, height: number) => new Float32Array(width * height * 3).fill(0.5);

it('finds the fault wherever in a tile it is', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 8, max: 40 }),
      fc.integer({ min: 8, max: 40 }),
      fc.nat(),
      fc.nat(2),
      async (width, height, place, plane) => {
        const { isClean, count } = judge(0.2);
        const seen = flat(width, height);
        expect(await isClean(seen, { width, height }, signal)).toBe(true);
        seen[plane * width * height + (place % (width * height))] = 0.9;
        expect(await isClean(seen, { width, height }, signal)).toBe(false);
        expect(count()).toBe(1);
      },
    ),
    { numRuns: 60 },
  );
});

it('shows a few pieces at a time, and stops at the first with the fault', async () => {
  const { inference, isClean } = judge(0.2);
  const seen = flat(32, 32);
  await isClean(seen, { width: 32, height: 32 }, signal);
  expect([inference.diagnoserRuns, inference.mostPieces]).toEqual([4, 4]);
  seen.fill(0.9, 0, 4);
  await isClean(seen, { width: 32, height: 32 }, signal);
  expect(inference.diagnoserRuns).toBe(5);
});

it('restores what is smaller than a piece, and faults that the diagnoser does not know', async () => {
  expect(await judge(0.2).isClean(flat(7, 40), { width: 7, height: 40 }, signal)).toBe(false);
  expect(await judge(0.2, 'deblur').isClean(flat(16, 16), { width: 16, height: 16 }, signal)).toBe(false);
});

it('takes a fault below the limit for none', async () => {
  const seen = flat(16, 16);
  seen[3] = 0.65;
  expect(await judge(0.2).isClean(seen, { width: 16, height: 16 }, signal)).toBe(true);
  expect(await judge(0.1).isClean(seen, { width: 16, height: 16 }, signal)).toBe(false);
});
