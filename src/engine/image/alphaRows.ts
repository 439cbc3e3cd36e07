import type { Size } from '../../shared/base/geometry.ts';
import type { Samples } from './picture.ts';

/** Alpha of `count` rows from `top`, at the output's size. */
export type AlphaRows = (top: number, count: number) => Samples;

/**
 * Alpha for an output of another size, by bilinear interpolation between pixel centres; at the same size the values
 * themselves.
 */
export function alphaRows(alpha: Samples, from: Size, to: Size): AlphaRows {
  if (from.width === to.width && from.height === to.height) {
    return (top, count) => alpha.subarray(top * to.width, (top + count) * to.width);
  }
  const columns = positions(from.width, to.width);
  const lines = positions(from.height, to.height);
  return (top, count) => {
    const size = count * to.width;
    const rows = alpha instanceof Uint16Array ? new Uint16Array(size) : new Uint8Array(size);
    for (let y = 0; y < count; y += 1) {
      const line = lines[top + y] ?? 0;
      const above = Math.floor(line);
      const below = Math.min(from.height - 1, above + 1);
      for (let x = 0; x < to.width; x += 1) {
        const column = columns[x] ?? 0;
        const left = Math.floor(column);
        const right = Math.min(from.width - 1, left + 1);
        const at = (row: number, col: number) => alpha[row * from.width + col] ?? 0;
        const upper = at(above, left) + (column - left) * (at(above, right) - at(above, left));
        const lower = at(below, left) + (column - left) * (at(below, right) - at(below, left));
        rows[y * to.width + x] = Math.round(upper + (line - above) * (lower - upper));
      }
    }
    return rows;
  };
}

/** Where the centre of each pixel of a side of `to` lies among the pixels of a side of `from`. */
function positions(from: number, to: number): Float64Array {
  return Float64Array.from({ length: to }, (_, i) => Math.min(from - 1, Math.max(0, ((i + 0.5) * from) / to - 0.5)));
}
