import { clamp, type Rect } from '../../shared/base/geometry.ts';
import type { Coverage } from './coverage.ts';

/**
 * A mask that follows its picture through an enlargement by a whole factor: bilinear between pixel centres, so that
 * what is nothing, or all, with its neighbours stays exactly that.
 */
export function scaledCoverage(coverage: Coverage, factor: number): Coverage {
  if (factor === 1) return coverage;
  const smallRect = (rect: Rect): Rect => {
    const [left, right] = reach(rect.left, rect.width, factor, coverage.width);
    const [top, bottom] = reach(rect.top, rect.height, factor, coverage.height);
    return { left, top, width: right - left + 1, height: bottom - top + 1 };
  };
  return {
    width: coverage.width * factor,
    height: coverage.height * factor,
    readRect(rect, into) {
      const box = smallRect(rect);
      const small = new Float32Array(box.width * box.height);
      coverage.readRect(box, small);
      const across = taps(rect.left, rect.width, factor, box.left, box.width);
      const down = taps(rect.top, rect.height, factor, box.top, box.height);
      for (let y = 0, to = 0; y < rect.height; y += 1) {
        const upper = (down.low[y] as number) * box.width;
        const lower = (down.high[y] as number) * box.width;
        const partY = down.part[y] as number;
        for (let x = 0; x < rect.width; x += 1, to += 1) {
          const left = across.low[x] as number;
          const right = across.high[x] as number;
          const partX = across.part[x] as number;
          const above = between(small[upper + left] as number, small[upper + right] as number, partX);
          const below = between(small[lower + left] as number, small[lower + right] as number, partX);
          into[to] = between(above, below, partY);
        }
      }
    },
    touches: (rect) => coverage.touches(smallRect(rect)),
  };
}

/** First and last small index that enlarged positions read. */
function reach(start: number, count: number, factor: number, length: number): readonly [number, number] {
  const first = Math.floor((start + 0.5) / factor - 0.5);
  const last = Math.floor((start + count - 0.5) / factor - 0.5) + 1;
  return [clamp(first, 0, length - 1), clamp(last, 0, length - 1)];
}

function taps(start: number, count: number, factor: number, origin: number, length: number) {
  const low = new Int32Array(count);
  const high = new Int32Array(count);
  const part = new Float32Array(count);
  for (let i = 0; i < count; i += 1) {
    const centre = (start + i + 0.5) / factor - 0.5 - origin;
    const first = Math.floor(centre);
    low[i] = clamp(first, 0, length - 1);
    high[i] = clamp(first + 1, 0, length - 1);
    part[i] = centre - first;
  }
  return { low, high, part };
}

function between(from: number, to: number, part: number): number {
  return from + part * (to - from);
}
