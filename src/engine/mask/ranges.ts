import { length2d, smooth } from '../../shared/logic/maskShapes.ts';
import type { ComponentOf } from '../../shared/model/mask.ts';
import type { LumaChroma, ValueCoverage } from './sourceValues.ts';

/** All between `low` and `high`, fading over `softness` beyond either. */
export function luminanceCoverage({ low, high, softness }: ComponentOf<'luminance'>): ValueCoverage {
  const at = (luma: number): number => {
    const beyond = luma < low ? low - luma : luma > high ? luma - high : 0;
    return fade(beyond, softness);
  };
  return {
    deciding: 'luma',
    at,
    between([least], [most]) {
      const ends = [at(least), at(most)] as const;
      return [Math.min(...ends), least <= high && most >= low && low <= high ? 1 : Math.max(...ends)];
    },
  };
}

/** All within `tolerance` of a colour in the plane of Cb and Cr, fading over `softness` beyond. */
export function colourCoverage({ tolerance, softness }: ComponentOf<'colour'>, [, cb, cr]: LumaChroma): ValueCoverage {
  const value = (distance: number): number => fade(distance - tolerance, softness);
  return {
    deciding: { cb, cr },
    at: value,
    between([, leastCb, leastCr], [, mostCb, mostCr]) {
      const near = length2d(outside(cb, leastCb, mostCb), outside(cr, leastCr, mostCr));
      const far = length2d(farther(cb, leastCb, mostCb), farther(cr, leastCr, mostCr));
      return [value(far), value(near)];
    },
  };
}

/** 1 up to 0, nothing from `softness` on. */
function fade(beyond: number, softness: number): number {
  if (beyond <= 0) return 1;
  return beyond >= softness ? 0 : 1 - smooth(beyond / softness);
}

function outside(value: number, low: number, high: number): number {
  return value < low ? low - value : value > high ? value - high : 0;
}

function farther(value: number, low: number, high: number): number {
  return Math.max(Math.abs(value - low), Math.abs(value - high));
}
