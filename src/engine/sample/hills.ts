import { makeNoise, type Noise } from './noise.ts';
import { blend, cover, inside, type Layer, rise, type Stage, type Tone } from './paint.ts';
import { horizon, sun } from './sky.ts';

interface Ridge {
  readonly top: number;
  readonly swing: number;
  readonly stretch: number;
  readonly tone: Tone;
  /** Share of the evening air that lies in front of it. */
  readonly air: number;
  readonly trees: number;
}

const ridges: readonly Ridge[] = [
  { top: 0.4, swing: 0.15, stretch: 1.5, tone: [0.2, 0.24, 0.36], air: 0.66, trees: 0 },
  { top: 0.455, swing: 0.11, stretch: 2.1, tone: [0.12, 0.17, 0.25], air: 0.43, trees: 0.002 },
  { top: 0.505, swing: 0.075, stretch: 3.1, tone: [0.055, 0.095, 0.1], air: 0.2, trees: 0.006 },
  { top: 0.545, swing: 0.03, stretch: 5, tone: [0.03, 0.055, 0.04], air: 0.05, trees: 0.009 },
];

const evening: Tone = [0.74, 0.43, 0.29];
const shade: Tone = [0.27, 0.31, 0.43];

/** The skyline of a ridge, worked out once for all columns of the picture. */
function skyline(ridge: Ridge, index: number, noise: Noise, step: number): (u: number) => number {
  const reach = 2.5;
  const heights = Float32Array.from({ length: Math.ceil((2 * reach) / step) + 2 }, (_, i) => {
    const u = i * step - reach;
    const line = ridge.top - ridge.swing * (noise.octaves(u * ridge.stretch + 10, index * 7.7, 5) - 0.42);
    return line - (ridge.trees === 0 ? 0 : ridge.trees * conifers(noise, u / ridge.trees));
  });
  return (u) => {
    const at = Math.min(heights.length - 2, Math.max(0, (u + reach) / step));
    const left = Math.floor(at);
    const before = heights[left] ?? 0;
    return before + (at - left) * ((heights[left + 1] ?? 0) - before);
  };
}

/** Four ranges of hills, the far ones pale in the evening air, the near ones wooded. */
export function makeHills({ seed, pixel }: Stage): Layer {
  const parts = ridges.map((ridge, index) => {
    const noise = makeNoise(seed + 20 + index);
    return { ridge, noise, line: skyline(ridge, index, noise, pixel / 2) };
  });
  return {
    paint(u, v, colour) {
      if (v < 0.2 || v > horizon + pixel) return;
      // Only from the nearest ridge that hides all behind it.
      let first = parts.length - 1;
      while (first > 0 && inside((parts[first]?.line(u) ?? 1) - v, pixel * 1.2) < 1) first -= 1;
      const air = blend(shade, evening, Math.exp(-2.4 * Math.abs(u - sun.u)));
      for (const { ridge, noise, line } of parts.slice(first)) {
        const top = line(u);
        const amount = inside(top - v, pixel * 1.2);
        if (amount <= 0) continue;
        const texture = 0.45 + 1.1 * noise.octaves(u * 70, v * 110, 4);
        const slope = 0.75 + 1.2 * (noise.octaves(u * 9 + 3, v * 14, 3) - 0.3);
        const [red, green, blue] = ridge.tone;
        const ground: Tone = [red * texture * slope, green * texture * slope, blue * texture];
        const mist = ridge.air + 0.3 * (1 - ridge.air) * rise(ridge.top - 0.05, horizon + 0.02, v);
        cover(colour, blend(ground, air, mist), amount);
      }
    },
  };
}

/** Tips of trees along a line, 0 to 1, in steps of one tree. */
function conifers(noise: Noise, x: number): number {
  let tallest = 0;
  for (const tree of [Math.floor(x) - 1, Math.floor(x), Math.floor(x) + 1]) {
    const middle = tree + 0.2 + 0.6 * noise.cell(tree, 5);
    const height = 0.3 + 1.1 * noise.cell(tree, 9);
    tallest = Math.max(tallest, height - 1.9 * Math.abs(x - middle));
  }
  return tallest + 0.35 * noise.at(x * 3, 40);
}
