/**
 * A brush stroke as dabs and its coverage, so that the preview under the pointer and the engine's mask are drawn by the
 * same arithmetic. Everything is in pixels of the source picture.
 *
 * - A point of pressure p has the radius `size / 2 * (0.15 + 0.85 p)`.
 * - Dabs stand on the line through the points, a quarter of the full radius apart (at least half a pixel), the first on the
 *   first point and the last on the last point.
 * - The brush is swept from each dab to the next. At distance d from the line between them, r the radius there
 *   (interpolated), h the hardness and p the size of one pixel of the raster:
 *   `width = max(r (1 - h), p)`, `middle = r - r (1 - h) / 2`, `t = clamp((d - middle) / width + 1/2, 0, 1)`,
 *   `coverage = 1 - t t (3 - 2 t)`. So it is 1 inside `h r`, exactly 0 from `r` (plus half a pixel of a hard edge) on.
 * - Within one stroke the larger coverage wins, it never adds up; `flow` then scales it (see `layStroke`).
 */
import type { Rect } from '../base/geometry.ts';
import type { Stroke } from '../model/mask.ts';

/** One place of the brush. */
export interface Dab {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** A raster of coverage, 0 to 1, over a part of the picture. */
export interface CoverageWindow {
  /** Source pixel at the raster's top left corner; need not be whole. */
  readonly left: number;
  readonly top: number;
  /** Raster pixels per source pixel. */
  readonly scale: number;
  readonly width: number;
  readonly height: number;
  /** Row by row. */
  readonly values: Float32Array;
}

/** Walks along a stroke while it is being painted and says which dabs each new point brings. */
export class DabWalker {
  readonly #size: number;
  readonly #spacing: number;
  #last: { x: number; y: number; pressure: number } | null = null;
  #sinceDab = 0;

  constructor(size: number) {
    this.#size = size;
    this.#spacing = Math.max(size / 8, 0.5);
  }

  /** The dabs between the point before and this one; for the first point the dab on it. */
  add(x: number, y: number, pressure: number): Dab[] {
    const from = this.#last;
    this.#last = { x, y, pressure };
    if (from === null) return [this.#dab(x, y, pressure)];
    const length = Math.hypot(x - from.x, y - from.y);
    const dabs: Dab[] = [];
    let along = this.#spacing - this.#sinceDab;
    for (; along <= length; along += this.#spacing) {
      const t = along / length;
      dabs.push(
        this.#dab(from.x + (x - from.x) * t, from.y + (y - from.y) * t, from.pressure + (pressure - from.pressure) * t),
      );
    }
    this.#sinceDab = length - (along - this.#spacing);
    return dabs;
  }

  /** The dab on the last point, where none stands there yet. */
  end(): Dab[] {
    const last = this.#last;
    if (last === null || this.#sinceDab <= 1e-6) return [];
    this.#sinceDab = 0;
    return [this.#dab(last.x, last.y, last.pressure)];
  }

  #dab(x: number, y: number, pressure: number): Dab {
    return { x, y, radius: (this.#size / 2) * (0.15 + 0.85 * pressure) };
  }
}

/** All dabs of a finished stroke, in order; at least one. */
export function strokeDabs(stroke: Stroke): Dab[] {
  const walker = new DabWalker(stroke.size);
  const dabs: Dab[] = [];
  const { points } = stroke;
  for (let i = 0; i + 2 < points.length; i += 3) {
    dabs.push(...walker.add(points[i] ?? 0, points[i + 1] ?? 0, points[i + 2] ?? 0));
  }
  return [...dabs, ...walker.end()];
}

/** The coverage formula above; `pixel` is the size of one raster pixel in source pixels. */
export function brushCoverage(distance: number, radius: number, hardness: number, pixel: number): number {
  const soft = radius * (1 - hardness);
  const t = (distance - radius + soft / 2) / Math.max(soft, pixel) + 0.5;
  return t <= 0 ? 1 : t >= 1 ? 0 : 1 - t * t * (3 - 2 * t);
}

/**
 * Sweeps the brush from one dab to the next (the same dab twice for the first) into a window, keeping the larger
 * coverage. Answers the part of the raster it may have touched, or null where it missed the window.
 */
export function sweepDab(window: CoverageWindow, from: Dab, to: Dab, hardness: number): Rect | null {
  const { scale, values } = window;
  const pixel = 1 / scale;
  const reach = Math.max(from.radius, to.radius) + pixel;
  const left = Math.max(0, Math.floor((Math.min(from.x, to.x) - reach - window.left) * scale));
  const top = Math.max(0, Math.floor((Math.min(from.y, to.y) - reach - window.top) * scale));
  const right = Math.min(window.width, Math.ceil((Math.max(from.x, to.x) + reach - window.left) * scale));
  const bottom = Math.min(window.height, Math.ceil((Math.max(from.y, to.y) + reach - window.top) * scale));
  if (right <= left || bottom <= top) return null;

  const wayX = to.x - from.x;
  const wayY = to.y - from.y;
  const wayLength2 = wayX * wayX + wayY * wayY;
  for (let row = top; row < bottom; row += 1) {
    const y = window.top + (row + 0.5) * pixel - from.y;
    for (let column = left; column < right; column += 1) {
      const x = window.left + (column + 0.5) * pixel - from.x;
      const dot = wayLength2 === 0 ? 0 : (x * wayX + y * wayY) / wayLength2;
      const along = dot < 0 ? 0 : dot > 1 ? 1 : dot;
      const offX = x - along * wayX;
      const offY = y - along * wayY;
      const distance2 = offX * offX + offY * offY;
      if (distance2 >= reach * reach) continue;
      const radius = from.radius + (to.radius - from.radius) * along;
      const coverage = brushCoverage(Math.sqrt(distance2), radius, hardness, pixel);
      const at = row * window.width + column;
      if (coverage > (values[at] ?? 1)) values[at] = coverage;
    }
  }
  return { left, top, width: right - left, height: bottom - top };
}

/** Sweeps a row of dabs, in order; `before` is the dab that stood before the first of them, or null at the beginning. */
export function sweepDabs(
  window: CoverageWindow,
  dabs: readonly Dab[],
  hardness: number,
  before: Dab | null = null,
): void {
  let from = before ?? dabs[0];
  for (const dab of dabs) {
    if (from !== undefined) sweepDab(window, from, dab, hardness);
    from = dab;
  }
}

/** Lays the coverage of one stroke onto a mask of the same size: paint covers what is left, erase takes its share. */
export function layStroke(mask: Float32Array, coverage: Float32Array, stroke: Pick<Stroke, 'flow' | 'erase'>): void {
  for (let i = 0; i < mask.length; i += 1) {
    const share = (coverage[i] ?? 0) * stroke.flow;
    const old = mask[i] ?? 0;
    mask[i] = stroke.erase ? old * (1 - share) : old + (1 - old) * share;
  }
}

/** Whole source pixels that a stroke can touch; may reach over the picture's edge. */
export function strokeBounds(stroke: Stroke): Rect {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  const { points } = stroke;
  for (let i = 0; i + 2 < points.length; i += 3) {
    const x = points[i] ?? 0;
    const y = points[i + 1] ?? 0;
    [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
  }
  const reach = stroke.size / 2 + 1;
  const [firstX, firstY] = [Math.floor(left - reach), Math.floor(top - reach)];
  return {
    left: firstX,
    top: firstY,
    width: Math.ceil(right + reach) - firstX,
    height: Math.ceil(bottom + reach) - firstY,
  };
}
