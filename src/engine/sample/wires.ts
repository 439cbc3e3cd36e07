import { cover, inside, type Layer, type Stage, type Tone, toStroke } from './paint.ts';

const dark: Tone = [0.03, 0.03, 0.04];

/** Hanging cables: start, end, how far they sag, and half their thickness. */
const cables: readonly (readonly [number, number, number, number, number])[] = [
  [0.2, -0.02, 1.1, 0.2, 0.05, 0.0009],
  [0.2, 0.012, 1.1, 0.235, 0.055, 0.0009],
  [0.2, 0.05, 1.1, 0.265, 0.05, 0.0007],
].map(([ax = 0, ay = 0, bx = 0, by = 0, sag = 0, half = 0]) => [ax, ay, (by - ay) / (bx - ax), sag, half] as const);

const birds: readonly (readonly [number, number, number])[] = [
  [0.02, 0.2, 0.012],
  [0.055, 0.185, 0.01],
  [0.075, 0.215, 0.009],
  [-0.01, 0.235, 0.008],
];

/** Telephone wires across the sky and a few birds in flight. */
export function makeWires({ pixel }: Stage): Layer {
  return {
    paint(u, v, colour) {
      if (v > 0.36 || u < -0.1) return;
      for (const [left, top, slope, sag, half] of cables) {
        const t = (u - left) / 0.9;
        const height = top + slope * (u - left) + 4 * sag * t * (1 - t);
        cover(colour, dark, 0.85 * inside(Math.abs(v - height) - half, pixel));
      }
      for (const [x, y, size] of birds) {
        const wing = Math.min(
          toStroke(u, v, x, y, x - size, y - size * 0.45),
          toStroke(u, v, x, y, x + size, y - size * 0.3),
        );
        cover(colour, dark, 0.8 * inside(wing - size * 0.09, pixel));
      }
    },
  };
}
