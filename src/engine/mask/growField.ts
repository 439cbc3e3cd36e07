import { grow, intersect, type Size } from '../../shared/base/geometry.ts';
import { type Field, type FieldReader, grainFor, settled } from './field.ts';
import { readPadded } from './padded.ts';

/** Values are compared in 16 bits, as they are kept. */
const most = 65_535;

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
    grain: Math.max(field.grain, grainFor(reach)),
    read(level, rect, into) {
      const wide = grow(rect, reach);
      const sign = by < 0 ? -1 : 1;
      const values = readPadded(reader, field, level, size, wide);
      const codes = new Int32Array(values.length);
      for (let i = 0; i < codes.length; i += 1) codes[i] = sign * Math.round((values[i] as number) * most);
      const { right, down } = spread(codes, wide.width, reach);
      for (let y = 0; y < rect.height; y += 1) {
        const from = (y + reach - down) * wide.width + reach - right;
        const to = y * rect.width;
        for (let x = 0; x < rect.width; x += 1) into[to + x] = (sign * (codes[from + x] as number)) / most;
      }
    },
  };
}

/**
 * A square and a diamond one after the other make the octagon; the square fills the gaps that diagonals leave. Answers how
 * far to the right of and below its place in `values` the middle of each octagon lies. Near the edges, where an octagon
 * does not fit, values mean nothing.
 */
function spread(values: Int32Array, width: number, reach: number): { readonly right: number; readonly down: number } {
  const diagonal = Math.min(Math.round(0.293 * reach), Math.floor((reach - 1) / 2));
  const straight = reach - 2 * diagonal;
  runningMaximum(values, 1, 2 * straight + 1);
  runningMaximum(values, width, 2 * straight + 1);
  runningMaximum(values, width + 1, 2 * diagonal + 1);
  runningMaximum(values, width - 1, 2 * diagonal + 1);
  // The two diagonals lead down, one to the right and one to the left.
  return { right: straight, down: straight + 2 * diagonal };
}

/**
 * Replaces every value by the highest of itself and those that follow `step` apart, `count` in all. Windows double: the
 * maximum of 2 n is that of two windows of n. Rows are not told apart: whoever asks leaves out what ran over an edge.
 */
function runningMaximum(values: Int32Array, step: number, count: number): void {
  for (let known = 1; known < count; ) {
    const more = Math.min(known, count - known);
    const shift = more * step;
    for (let i = 0, end = values.length - shift; i < end; i += 1) {
      const own = values[i] as number;
      const less = own - (values[i + shift] as number);
      // The higher of the two without a branch, which in a noisy mask would go either way.
      values[i] = own - (less & (less >> 31));
    }
    known += more;
  }
}
