/**
 * What the shapes of a mask cover, as plain arithmetic: the preview under the pointer and the engine's mask use the same.
 * Everything is in pixels of the source picture; a value belongs to one point, the middle of a pixel.
 */
import type { ComponentOf } from '../model/mask.ts';

export type Shape = ComponentOf<'rectangle' | 'ellipse' | 'linear' | 'radial'>;

/** A shape made ready to be asked about many points. */
export interface ShapeCoverage {
  /** What the shape covers at a point, 0 to 1. Its own inversion is not looked at. */
  at(x: number, y: number): number;
  /** Lowest and highest value within a rectangle of points, both included; may be wider than the truth, never narrower. */
  within(left: number, top: number, right: number, bottom: number): readonly [low: number, high: number];
  /** Pixels over which it fades from all to nothing, at the narrowest place; at least 1. */
  readonly fade: number;
}

/** The coverage of a shape. */
export function shapeCoverage(shape: Shape): ShapeCoverage {
  if (shape.kind === 'linear') return linearCoverage(shape);
  return shape.kind === 'rectangle' ? rectangleCoverage(shape) : ellipseCoverage(shape);
}

/** 3 t t - 2 t t t between 0 and 1: a fade without a kink. */
export function smooth(t: number): number {
  return t <= 0 ? 0 : t >= 1 ? 1 : t * t * (3 - 2 * t);
}

/** Several times as fast as `Math.hypot`, which guards against overflows that pixels do not know. */
export function length2d(x: number, y: number): number {
  return Math.sqrt(x * x + y * y);
}

function unit(value: number): number {
  return value <= 0 ? 0 : value >= 1 ? 1 : value;
}

/** Signed distance to the edge, all inside, faded over the one pixel that the edge runs through. */
function rectangleCoverage(shape: ComponentOf<'rectangle'>): ShapeCoverage {
  const turn = turned(shape);
  const [halfWidth, halfHeight] = [shape.width / 2, shape.height / 2];
  const distance = (x: number, y: number): number => {
    const overX = Math.abs(turn.x(x, y)) - halfWidth;
    const overY = Math.abs(turn.y(x, y)) - halfHeight;
    return overX > 0 && overY > 0 ? length2d(overX, overY) : Math.max(overX, overY);
  };
  return {
    at: (x, y) => unit(0.5 - distance(x, y)),
    within(left, top, right, bottom) {
      // A distance grows at most as fast as one moves.
      const middle = distance((left + right) / 2, (top + bottom) / 2);
      const reach = length2d(right - left, bottom - top) / 2;
      return [unit(0.5 - middle - reach), unit(0.5 - middle + reach)];
    },
    fade: 1,
  };
}

/** Both ellipses by their elliptical radius k: 0 in the middle, 1 on the edge. */
function ellipseCoverage(shape: ComponentOf<'ellipse' | 'radial'>): ShapeCoverage {
  const turn = turned(shape);
  const [radiusX, radiusY] = [Math.max(shape.width / 2, 0.25), Math.max(shape.height / 2, 0.25)];
  const least = Math.min(radiusX, radiusY);
  const radius = (x: number, y: number): number => length2d(turn.x(x, y) / radiusX, turn.y(x, y) / radiusY);
  const between = (left: number, top: number, right: number, bottom: number): readonly [number, number] => {
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    const corners = [radius(left, top), radius(right, top), radius(left, bottom), radius(right, bottom)];
    const reach = Math.max(
      length2d((turn.x(left, top) - turn.x(x, y)) / radiusX, (turn.y(left, top) - turn.y(x, y)) / radiusY),
      length2d((turn.x(right, top) - turn.x(x, y)) / radiusX, (turn.y(right, top) - turn.y(x, y)) / radiusY),
    );
    return [Math.max(0, radius(x, y) - reach), Math.max(...corners)];
  };
  if (shape.kind === 'radial') {
    const width = Math.max(1 - shape.hardness, 1 / least);
    const value = (k: number): number => 1 - smooth((k - 1 + width) / width);
    return {
      at: (x, y) => value(radius(x, y)),
      within(...area) {
        const [near, far] = between(...area);
        return [value(far), value(near)];
      },
      fade: Math.max(1, width * least),
    };
  }
  return {
    at(x, y) {
      const [alongX, alongY] = [turn.x(x, y), turn.y(x, y)];
      const k = length2d(alongX / radiusX, alongY / radiusY);
      if (k === 0) return 1;
      // The distance to the edge, to first order: how far k is from 1, by how fast it grows.
      const slope = length2d(alongX / radiusX ** 2, alongY / radiusY ** 2) / k;
      return unit(0.5 - (k - 1) / slope);
    },
    within(...area) {
      const [near, far] = between(...area);
      const edge = 0.5 / least;
      return [far <= 1 - edge ? 1 : 0, near >= 1 + edge ? 0 : 1];
    },
    fade: 1,
  };
}

function linearCoverage({ x: fromX, y: fromY, toX, toY }: ComponentOf<'linear'>): ShapeCoverage {
  const length = length2d(toX - fromX, toY - fromY);
  // Closer together than a pixel there is no direction to speak of: the edge stands upright.
  const [wayX, wayY] = length < 1 ? [1, 0] : [(toX - fromX) / length, (toY - fromY) / length];
  const fade = Math.max(length, 1);
  const along = (x: number, y: number): number => ((x - fromX) * wayX + (y - fromY) * wayY) / fade;
  return {
    at: (x, y) => 1 - smooth(along(x, y)),
    within(left, top, right, bottom) {
      const corners = [along(left, top), along(right, top), along(left, bottom), along(right, bottom)];
      return [1 - smooth(Math.max(...corners)), 1 - smooth(Math.min(...corners))];
    },
    fade,
  };
}

/** Points as the shape sees them: from its middle, along its own axes. */
function turned({ x: middleX, y: middleY, angle }: { x: number; y: number; angle: number }) {
  const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
  return {
    x: (x: number, y: number): number => (x - middleX) * cos + (y - middleY) * sin,
    y: (x: number, y: number): number => (y - middleY) * cos - (x - middleX) * sin,
  };
}
