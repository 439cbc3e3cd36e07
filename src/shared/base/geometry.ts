/** Width and height in whole pixels, both at least 1. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A rectangle of whole pixels; `left` and `top` may be negative where a halo reaches over the edge. */
export interface Rect extends Size {
  readonly left: number;
  readonly top: number;
}

/** The whole picture as a rectangle. */
export function rectOf(size: Size): Rect {
  return { left: 0, top: 0, width: size.width, height: size.height };
}

/** The common part of two rectangles, or null where they do not touch. */
export function intersect(a: Rect, b: Rect): Rect | null {
  const left = Math.max(a.left, b.left);
  const top = Math.max(a.top, b.top);
  const width = Math.min(a.left + a.width, b.left + b.width) - left;
  const height = Math.min(a.top + a.height, b.top + b.height) - top;
  return width > 0 && height > 0 ? { left, top, width, height } : null;
}

/** The rectangle grown by `margin` pixels on all four sides. */
export function grow(rect: Rect, margin: number): Rect {
  return {
    left: rect.left - margin,
    top: rect.top - margin,
    width: rect.width + 2 * margin,
    height: rect.height + 2 * margin,
  };
}

/** The number kept between two bounds. */
export function clamp(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value;
}
