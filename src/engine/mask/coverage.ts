import type { Rect, Size } from '../../shared/base/geometry.ts';

/** How much of a step each pixel gets: 0 nothing, 1 all of it. */
export interface Coverage extends Size {
  /** Fills `into`, one value 0..1 per pixel of a rectangle inside the picture, row by row. */
  readRect(rect: Rect, into: Float32Array): void;
  /** False where every pixel of the rectangle has exactly nothing, so that it need not be computed. */
  touches(rect: Rect): boolean;
}
