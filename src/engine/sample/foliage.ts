import { makeNoise, type Noise } from './noise.ts';
import { blend, cover, inside, type Layer, rise, type Stage, type Tone, toStroke } from './paint.ts';

const deep: Tone = [0.008, 0.016, 0.008];
const green: Tone = [0.055, 0.098, 0.022];
const glowing: Tone = [0.55, 0.42, 0.07];
const russet: Tone = [0.4, 0.12, 0.028];
const bark: Tone = [0.04, 0.029, 0.022];

/** Start, end and half thickness of the branches, thickest first. */
const branches: readonly (readonly [number, number, number, number, number])[] = [
  [-0.99, 0.34, -0.7, 0.13, 0.02],
  [-0.7, 0.13, -0.44, 0.07, 0.008],
  [-0.78, 0.19, -0.56, 0.21, 0.006],
  [-0.44, 0.07, -0.27, 0.1, 0.0035],
  [-0.56, 0.21, -0.42, 0.25, 0.003],
];

interface Leaf {
  readonly u: number;
  readonly v: number;
  readonly cos: number;
  readonly sin: number;
  readonly size: number;
  readonly tone: Tone;
}

/** Grids of leaves, the dark ones behind first: distance between leaves, their size, and how much light they get. */
const grids = [
  { step: 0.013, size: 0.014, light: 0.3 },
  { step: 0.012, size: 0.013, light: 0.65 },
  { step: 0.011, size: 0.0125, light: 1 },
] as const;

/** A branch of leaves that hangs into the picture from the left, some of it lit through by the low sun. */
export function makeFoliage({ seed, pixel }: Stage): Layer {
  const noise = makeNoise(seed + 80);
  const known = new Map<number, Leaf | null>();
  const leafAt = (grid: number, column: number, row: number) => {
    const key = (grid * 2048 + column + 1024) * 2048 + row + 1024;
    let leaf = known.get(key);
    if (leaf === undefined) {
      leaf = growLeaf(noise, grid, column, row);
      known.set(key, leaf);
    }
    return leaf;
  };
  return {
    paint(u, v, colour) {
      if (u > -0.14 || v > 0.46) return;
      for (const [ax, ay, bx, by, width] of branches) {
        const bend = 0.02 * (noise.at(u * 9, v * 9) - 0.5);
        const distance = toStroke(u, v + bend, ax, ay, bx, by) - width;
        if (distance > pixel) continue;
        const tone = 0.5 + 1.2 * noise.octaves(u * 160, v * 40, 3);
        cover(colour, [bark[0] * tone, bark[1] * tone, bark[2] * tone], inside(distance, pixel));
      }
      grids.forEach(({ step, size }, grid) => {
        const column = Math.floor(u / step);
        const row = Math.floor(v / step);
        for (let y = row - 1; y <= row + 1; y += 1) {
          for (let x = column - 1; x <= column + 1; x += 1) {
            const leaf = leafAt(grid, x, y);
            if (leaf === null) continue;
            const dx = (u - leaf.u) / leaf.size;
            const dy = (v - leaf.v) / leaf.size;
            const along = dx * leaf.cos + dy * leaf.sin;
            const across = dy * leaf.cos - dx * leaf.sin;
            // Broad behind the middle and pointed in front.
            const width = 0.4 * (1 - along * along) * (1 - 0.35 * along);
            const amount = along * along > 1 ? 0 : inside((Math.abs(across) - width) * size, pixel * 1.3);
            if (amount <= 0) continue;
            const shade =
              (1 - 0.3 * Math.exp(-((across / 0.06) ** 2))) * (0.7 + 0.6 * rise(-0.25, 0.25, across + 0.2 * along));
            cover(colour, [leaf.tone[0] * shade, leaf.tone[1] * shade, leaf.tone[2] * shade], amount);
          }
        }
      });
    },
  };
}

function growLeaf(noise: Noise, grid: number, column: number, row: number): Leaf | null {
  const { step, size, light } = grids[grid] ?? grids[0];
  const key = row * 4 + grid;
  const u = (column + 0.5 + 0.9 * (noise.cell(column, key) - 0.5)) * step;
  const v = (row + 0.5 + 0.9 * (noise.cell(column + 777, key) - 0.5)) * step;
  if (noise.cell(column + 333, key) > crownAt(noise, u, v)) return null;
  const angle = 0.9 + 2.4 * (noise.cell(column + 111, key) - 0.5);
  const kind = noise.cell(column + 555, key);
  const lit = noise.octaves(u * 16 + 5, v * 16, 2) + 0.25 * (noise.cell(column + 999, key) - 0.5);
  const colourful = kind > 0.8 ? glowing : kind > 0.7 ? russet : green;
  const tone = blend(blend(deep, green, 1.6 * lit), colourful, rise(0.42, 0.78, lit));
  return {
    u,
    v,
    cos: Math.cos(angle),
    sin: Math.sin(angle),
    size: size * (0.65 + 0.55 * noise.cell(column + 222, key)),
    tone: [tone[0] * light, tone[1] * light, tone[2] * light],
  };
}

/** How densely leaves stand, 0 to 1: thick in the corner, in loose clumps along the branches. */
function crownAt(noise: Noise, u: number, v: number): number {
  const corner = rise(0.66, 0.16, Math.hypot((u + 0.82) * 0.9, (v + 0.06) * 1.45));
  const twig = Math.min(...branches.map(([ax, ay, bx, by]) => toStroke(u, v, ax, ay, bx, by)));
  const clumps = noise.octaves(u * 11, v * 11, 3);
  return Math.min(1, 1.9 * corner * rise(0.34, 0.54, clumps) + 0.8 * rise(0.06, 0.01, twig) * rise(0.36, 0.56, clumps));
}
