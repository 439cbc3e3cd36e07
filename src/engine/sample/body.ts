import { makeNoise } from './noise.ts';
import { type Colour, cover, inside, type Layer, rise, type Stage, type Tone, toStroke } from './paint.ts';

const wool: Tone = [0.245, 0.052, 0.04];

/** A limb or the trunk: a thick stroke. */
interface Part {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  readonly radius: number;
}

const trunk: readonly Part[] = [
  { from: [-0.1, 0.24], to: [0.1, 0.24], radius: 0.046 },
  { from: [-0.04, 0.2], to: [0.04, 0.2], radius: 0.042 },
  { from: [0, 0.31], to: [0, 0.75], radius: 0.122 },
];
const arms: readonly Part[] = [
  { from: [0.12, 0.252], to: [0.152, 0.48], radius: 0.041 },
  { from: [0.152, 0.48], to: [0.04, 0.64], radius: 0.036 },
  { from: [-0.12, 0.252], to: [-0.155, 0.47], radius: 0.041 },
  { from: [-0.155, 0.47], to: [-0.05, 0.63], radius: 0.036 },
];

/** A body in a knitted pullover under a head whose middle is at `u`, `v`; sizes are for a head of `scale` 1. */
export function makeBody({ seed, pixel }: Stage, head: { u: number; v: number; scale: number }): Layer {
  const noise = makeNoise(seed + 140);
  return {
    paint(u, v, colour) {
      const x = (u - head.u) / head.scale;
      const y = (v - head.v) / head.scale;
      if (y < 0.1 || Math.abs(x) > 0.27) return;
      const step = pixel / head.scale;
      const smooth = trunk.reduce((sum, part) => sum + Math.exp(-distanceTo(part, x, y) / 0.016), 0);
      const chest = -0.016 * Math.log(Math.max(1e-30, smooth));
      if (chest < step) {
        const occluded = arms.reduce((dark, part) => Math.max(dark, rise(0.035, -0.01, distanceTo(part, x, y))), 0);
        cloth(colour, x, y, x / 0.19, (1 - 0.62 * occluded) * inside0(chest), inside(chest, step * 1.3));
      }
      for (const part of arms) {
        const distance = distanceTo(part, x, y);
        if (distance > step) continue;
        cloth(colour, x, y, sideOf(part, x, y) / part.radius, inside0(distance), inside(distance, step * 1.3));
      }
    },
  };

  /** Knitted wool, turned away from the viewer by `turn` from -1 to 1. */
  function cloth(colour: Colour, x: number, y: number, turn: number, near: number, amount: number): void {
    const stitch = Math.abs(((((x / 0.0115) % 1) + 1) % 1) - 0.5);
    const rows = Math.sin(Math.PI * ((y + 0.25 * x * x) / 0.0095 + 1.1 * stitch)) ** 2;
    const knit = 0.78 + 0.4 * rows * (1 - stitch) + 0.35 * (noise.octaves(x * 130, y * 130, 3) - 0.5);
    const folds = 1 + 1.1 * (noise.octaves(x * 9 + 2 * y, y * 7 - x, 4) - 0.5);
    const side = Math.min(1, Math.max(-1, turn));
    const key = Math.max(0, -0.74 * side + 0.6 * Math.sqrt(1 - side * side) + 0.12) * rise(0.95, 0.3, y);
    const light = (0.2 + 1.25 * key) * knit * folds * near;
    cover(colour, [wool[0] * light * 1.08, wool[1] * light, wool[2] * light + 0.006 * near], amount);
  }
}

/** 1 inside and a little darker towards the outline, as round things are. */
function inside0(distance: number): number {
  return 0.72 + 0.28 * rise(0, -0.02, distance);
}

function distanceTo({ from, to, radius }: Part, x: number, y: number): number {
  return toStroke(x, y, from[0], from[1], to[0], to[1]) - radius;
}

/** How far to the right of a part's middle line a point lies. */
function sideOf({ from, to }: Part, x: number, y: number): number {
  const t = Math.min(1, Math.max(0, (y - from[1]) / (to[1] - from[1])));
  return x - from[0] - t * (to[0] - from[0]);
}
