import { luma } from './luma.ts';
import type { Pixels } from './metrics.ts';

/** Pixels to the right and down. */
export interface Vector {
  readonly x: number;
  readonly y: number;
}

/** What was found about two pictures of one scene. */
export interface Displacement extends Vector {
  /** Mean length of the moved picture's gradient, in 8-bit levels a pixel: what moving it by one pixel changes on average. */
  readonly gradient: number;
}

/** Softened by this much first, so that pictures are smooth enough for a shift of up to two pixels. */
const sigma = 1.5;
const margin = 2;

/**
 * How far `moved` lies from `reference`, to a fraction of a pixel: the shift, together with a change of contrast and
 * brightness, that explains the difference of both best (least squares of the gradients, the step to the peak of their
 * cross-correlation). Noise, softness and a change of light that is the same everywhere do not count as a shift. Shifts of
 * more than half a pixel are found up to an eighth too small, those of more than two pixels much too small. Nothing moves in a picture without any structure.
 */
export function displacement(moved: Pixels, reference: Pixels): Displacement {
  const { width, height } = reference;
  const a = luma(moved, sigma);
  const b = luma(reference, sigma);
  const sharp = luma(moved, 0);
  const normal = Array.from({ length: 4 }, () => new Float64Array(5));
  let length = 0;
  let count = 0;
  for (let y = margin; y < height - margin; y++) {
    for (let x = margin; x < width - margin; x++) {
      const at = y * width + x;
      // Moving the scene to the right by one pixel takes away the gradient.
      const row = [
        -(slope(a, at, 1) + slope(b, at, 1)) / 2,
        -(slope(a, at, width) + slope(b, at, width)) / 2,
        b[at] as number,
        1,
        (a[at] as number) - (b[at] as number),
      ];
      for (let i = 0; i < 4; i++) {
        const sums = normal[i] as Float64Array;
        for (let j = 0; j < 5; j++) sums[j] = (sums[j] as number) + (row[i] as number) * (row[j] as number);
      }
      length += Math.hypot(slope(sharp, at, 1), slope(sharp, at, width));
      count += 1;
    }
  }
  const [x = 0, y = 0] = solve(normal);
  return { x, y, gradient: count === 0 ? 0 : length / count };
}

function slope(plane: Float64Array, at: number, step: number): number {
  return ((plane[at + step] as number) - (plane[at - step] as number)) / 2;
}

/** Solves the equations by elimination; an unknown that nothing is said about is 0. */
function solve(rows: Float64Array[]): number[] {
  const scale = Math.max(...rows.map((row, i) => row[i] ?? 0));
  const pivots: (Float64Array | null)[] = rows.map(() => null);
  const left = [...rows];
  for (let column = 0; column < rows.length; column++) {
    left.sort((a, b) => Math.abs(b[column] ?? 0) - Math.abs(a[column] ?? 0));
    const pivot = left[0];
    if (pivot === undefined || Math.abs(pivot[column] ?? 0) <= 1e-9 * scale) continue;
    left.shift();
    pivots[column] = pivot;
    for (const row of [...left, ...pivots.slice(0, column)]) {
      if (row === null) continue;
      const factor = (row[column] ?? 0) / (pivot[column] ?? 1);
      for (let j = column; j < row.length; j++) row[j] = (row[j] ?? 0) - factor * (pivot[j] ?? 0);
    }
  }
  return pivots.map((pivot, i) => (pivot === null ? 0 : (pivot[rows.length] ?? 0) / (pivot[i] ?? 1)));
}
