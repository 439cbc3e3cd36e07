/** A shape from a drag: where it began and where the pointer is. */

import type { Shape } from '../../shared/logic/maskShapes.ts';
import type { MaskMode } from '../../shared/model/mask.ts';
import type { Point } from '../viewer/camera.ts';

export type ShapeKind = Shape['kind'];

const degree = Math.PI / 180;

/**
 * Boxes span the drag; radial gradients lie around their beginning. `even` makes boxes square and rings round, and turns
 * linear gradients in steps of 15 degrees.
 */
export function drawnShape(kind: ShapeKind, mode: MaskMode, start: Point, end: Point, even: boolean): Shape {
  const [from, to] = [rounded(start), rounded(end)];
  const how = { mode, inverted: false };
  if (kind === 'linear') {
    const { x, y } = even ? rounded(steppedEnd(from, to)) : to;
    return { kind, ...how, x: from.x, y: from.y, toX: x, toY: y };
  }
  let [width, height] = [to.x - from.x, to.y - from.y];
  if (even) {
    const side = Math.max(Math.abs(width), Math.abs(height));
    [width, height] = [Math.sign(width || 1) * side, Math.sign(height || 1) * side];
  }
  const size = { width: Math.abs(width), height: Math.abs(height), angle: 0 };
  if (kind === 'radial') {
    return {
      kind,
      ...how,
      x: from.x,
      y: from.y,
      ...size,
      width: 2 * size.width,
      height: 2 * size.height,
      hardness: 0.3,
    };
  }
  return { kind, ...how, x: from.x + width / 2, y: from.y + height / 2, ...size };
}

/** Places travel as text: a tenth of a pixel is enough. */
export function rounded({ x, y }: Point): Point {
  return { x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 };
}

function steppedEnd(from: Point, to: Point): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const angle = Math.round(Math.atan2(to.y - from.y, to.x - from.x) / (15 * degree)) * 15 * degree;
  return { x: from.x + length * Math.cos(angle), y: from.y + length * Math.sin(angle) };
}
