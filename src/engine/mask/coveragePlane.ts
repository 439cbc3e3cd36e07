import { intersect, type Rect, rectOf, type Size } from '../../shared/base/geometry.ts';
import type { Samples } from '../image/picture.ts';
import type { Coverage } from './coverage.ts';

/**
 * A mask as it was drawn: one sample per pixel, 0 outside, the highest value of its depth fully inside. Inverted, it
 * covers what it left out, exactly.
 */
export function coveragePlane(size: Size, samples: Samples, isInverted = false): Coverage {
  const most = samples instanceof Uint8Array ? 255 : 65535;
  const nothing = isInverted ? most : 0;
  // What is covered lies inside this box, so most questions are answered without looking at a sample.
  const box = boundingBox(size, samples, nothing);
  return {
    width: size.width,
    height: size.height,
    readRect(rect, into) {
      for (let y = 0, to = 0; y < rect.height; y += 1) {
        let from = (rect.top + y) * size.width + rect.left;
        for (let x = 0; x < rect.width; x += 1, from += 1, to += 1) {
          const sample = samples[from] as number;
          into[to] = (isInverted ? most - sample : sample) / most;
        }
      }
    },
    touches(rect) {
      const part = box === null ? null : intersect(rect, box);
      return part !== null && holdsOther(part, size.width, samples, nothing);
    },
  };
}

function boundingBox(size: Size, samples: Samples, nothing: number): Rect | null {
  let [left, right, top, bottom] = [size.width, -1, size.height, -1];
  for (let y = 0; y < size.height; y += 1) {
    const row = samples.subarray(y * size.width, (y + 1) * size.width);
    const first = row.findIndex((sample) => sample !== nothing);
    if (first < 0) continue;
    const last = row.findLastIndex((sample) => sample !== nothing);
    left = Math.min(left, first);
    right = Math.max(right, last);
    top = Math.min(top, y);
    bottom = y;
  }
  return right < 0 ? null : intersect(rectOf(size), { left, top, width: right - left + 1, height: bottom - top + 1 });
}

function holdsOther(rect: Rect, width: number, samples: Samples, nothing: number): boolean {
  for (let y = rect.top; y < rect.top + rect.height; y += 1) {
    const start = y * width + rect.left;
    for (let at = start; at < start + rect.width; at += 1) if (samples[at] !== nothing) return true;
  }
  return false;
}
