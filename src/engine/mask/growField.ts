import { grow, intersect, type Size } from '../../shared/base/geometry.ts';
import { type Field, type FieldReader, settled } from './field.ts';
import { readPadded } from './padded.ts';

/**
 * The field with its edges moved outward by `by` whole pixels, inward below 0: each pixel gets the highest (lowest) value
 * of an octagon around it that reaches `by` pixels up, down and to the sides and at most 8 % farther between.
 */
export function growField(field: Field, by: number, size: Size, reader: FieldReader): Field {
  const reach = Math.abs(by);
  return {
    facts(rect) {
      const wide = intersect(grow(rect, reach), { left: 0, top: 0, ...size }) ?? rect;
      const { low, high, key } = field.facts(wide);
      return settled({ low, high, key: `grow ${by} (${key})`, coarsest: 0 });
    },
    read(level, rect, into) {
      const wide = grow(rect, reach);
      const values = readPadded(reader, field, level, size, wide);
      const sign = by < 0 ? -1 : 1;
      if (sign < 0) negate(values);
      spread(values, wide.width, wide.height, reach);
      if (sign < 0) negate(values);
      for (let y = 0; y < rect.height; y += 1) {
        const from = (y + reach) * wide.width + reach;
        into.set(values.subarray(from, from + rect.width), y * rect.width);
      }
    },
  };
}

function negate(values: Float32Array): void {
  for (let i = 0; i < values.length; i += 1) values[i] = -(values[i] as number);
}

/** A square and a diamond one after the other make the octagon; the square fills the gaps that diagonals leave. */
function spread(values: Float32Array, width: number, height: number, reach: number): void {
  const diagonal = Math.min(Math.round(0.293 * reach), Math.floor((reach - 1) / 2));
  const straight = reach - 2 * diagonal;
  const line = new LineMaximum(Math.max(width, height));
  for (let y = 0; y < height; y += 1) line.run(values, y * width, 1, width, straight);
  for (let x = 0; x < width; x += 1) line.run(values, x, width, height, straight);
  if (diagonal === 0) return;
  for (const way of [1, -1]) {
    // Every diagonal begins on the top row, or on the side that it runs away from.
    for (let x = 0; x < width; x += 1) {
      const count = Math.min(height, way > 0 ? width - x : x + 1);
      line.run(values, x, width + way, count, diagonal);
    }
    for (let y = 1; y < height; y += 1) {
      const start = y * width + (way > 0 ? 0 : width - 1);
      line.run(values, start, width + way, Math.min(width, height - y), diagonal);
    }
  }
}

/**
 * Running maxima by van Herk (1992): within pieces as long as the window, maxima from the left and from the right; any
 * window is the end of one piece and the beginning of the next.
 */
class LineMaximum {
  readonly #line: Float32Array;
  readonly #left: Float32Array;
  readonly #right: Float32Array;

  constructor(length: number) {
    this.#line = new Float32Array(length);
    this.#left = new Float32Array(length);
    this.#right = new Float32Array(length);
  }

  /** Replaces `count` values, `step` apart, by the highest within `reach` on either side. */
  run(values: Float32Array, start: number, step: number, count: number, reach: number): void {
    const [line, left, right] = [this.#line, this.#left, this.#right];
    const piece = 2 * reach + 1;
    for (let i = 0, at = start; i < count; i += 1, at += step) line[i] = values[at] as number;
    for (let i = 0; i < count; i += 1) {
      const own = line[i] as number;
      const before = left[i - 1] as number;
      left[i] = i % piece === 0 || own > before ? own : before;
    }
    for (let i = count - 1; i >= 0; i -= 1) {
      const own = line[i] as number;
      const after = right[i + 1] as number;
      right[i] = i === count - 1 || i % piece === piece - 1 || own > after ? own : after;
    }
    for (let i = 0, at = start; i < count; i += 1, at += step) {
      const [first, last] = [i - reach, i + reach];
      const isOnePiece = last >= count && Math.floor(first / piece) === Math.floor((count - 1) / piece);
      const from = first < 0 ? Number.NEGATIVE_INFINITY : (right[first] as number);
      const to = first >= 0 && isOnePiece ? Number.NEGATIVE_INFINITY : (left[Math.min(last, count - 1)] as number);
      values[at] = from > to ? from : to;
    }
  }
}
