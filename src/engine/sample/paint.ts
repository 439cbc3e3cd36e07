/** Linear light: red, green, blue, 1 for paper white; may be larger where a lamp shines. */
export type Colour = [number, number, number];
export type Tone = readonly [number, number, number];

/**
 * A part of the scene. Positions are in heights of the picture: `u` to the right from the middle of the width, `v`
 * down from the top, 0 to 1.
 */
export interface Layer {
  /** Paints over `colour` in place. */
  paint(u: number, v: number, colour: Colour): void;
}

/** What a scene gives its layers. */
export interface Stage {
  readonly seed: number;
  /** Size of a pixel in heights of the picture: how fine an edge or a detail may be. */
  readonly pixel: number;
}

/** Lays a tone over the colour, covering 0 to 1 of it. */
export function cover(colour: Colour, tone: Tone, amount: number): void {
  if (amount <= 0) return;
  const a = Math.min(1, amount);
  colour[0] += a * (tone[0] - colour[0]);
  colour[1] += a * (tone[1] - colour[1]);
  colour[2] += a * (tone[2] - colour[2]);
}

/** Adds light. */
export function shine(colour: Colour, tone: Tone, amount: number): void {
  colour[0] += amount * tone[0];
  colour[1] += amount * tone[1];
  colour[2] += amount * tone[2];
}

/** A tone between two. */
export function blend(a: Tone, b: Tone, t: number): Colour {
  const s = Math.min(1, Math.max(0, t));
  return [a[0] + s * (b[0] - a[0]), a[1] + s * (b[1] - a[1]), a[2] + s * (b[2] - a[2])];
}

/** 0 up to `from`, 1 from `to` on, a smooth rise between; falls where `from` is the larger. */
export function rise(from: number, to: number, value: number): number {
  const t = Math.min(1, Math.max(0, (value - from) / (to - from)));
  return t * t * (3 - 2 * t);
}

/** How much of a pixel lies inside a shape, from the distance to its edge (negative inside). */
export function inside(distance: number, pixel: number): number {
  return Math.min(1, Math.max(0, 0.5 - distance / pixel));
}

/** Distance of a point to a straight stroke. */
export function toStroke(x: number, y: number, ax: number, ay: number, bx: number, by: number): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}

/** A bell of height 1. */
export function bell(x: number, y: number, width: number, height: number): number {
  return Math.exp(-((x / width) ** 2 + (y / height) ** 2));
}
