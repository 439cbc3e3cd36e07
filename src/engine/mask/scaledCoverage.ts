import type { Coverage } from './coverage.ts';
import { enlargedFrom, enlargeValues } from './enlargeValues.ts';

/**
 * A mask that follows its picture through an enlargement by a whole factor: bilinear between pixel centres, so that
 * what is nothing, or all, with its neighbours stays exactly that.
 */
export function scaledCoverage(coverage: Coverage, factor: number): Coverage {
  if (factor === 1) return coverage;
  return {
    width: coverage.width * factor,
    height: coverage.height * factor,
    readRect(rect, into) {
      enlargeValues(factor, coverage, rect, into, (box) => {
        const small = new Float32Array(box.width * box.height);
        coverage.readRect(box, small);
        return small;
      });
    },
    touches: (rect) => coverage.touches(enlargedFrom(factor, coverage, rect)),
  };
}
