/** Smooth random fields of two dimensions: the same for the same seed, everywhere defined. */
export interface Noise {
  /** Smooth values of 0 to 1 with bumps of size 1. */
  at(x: number, y: number): number;
  /** Octaves of half the size and half the weight each, 0 to 1. */
  octaves(x: number, y: number, count: number): number;
  /** One random number of 0 to 1 for a whole-numbered cell. */
  cell(x: number, y: number): number;
}

function mix32(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A noise field; fields of different seeds have nothing in common. */
export function makeNoise(seed: number): Noise {
  const start = mix32(seed + 0x9e3779b9);
  const cell = (x: number, y: number) =>
    mix32(Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1) ^ start) / 0xffffffff;
  const at = (x: number, y: number) => {
    const left = Math.floor(x);
    const top = Math.floor(y);
    const fx = x - left;
    const fy = y - top;
    const sx = fx * fx * fx * (fx * (fx * 6 - 15) + 10);
    const sy = fy * fy * fy * (fy * (fy * 6 - 15) + 10);
    const upper = cell(left, top) + sx * (cell(left + 1, top) - cell(left, top));
    const lower = cell(left, top + 1) + sx * (cell(left + 1, top + 1) - cell(left, top + 1));
    return upper + sy * (lower - upper);
  };
  const octaves = (x: number, y: number, count: number) => {
    let sum = 0;
    let weight = 1;
    let total = 0;
    let px = x;
    let py = y;
    for (let i = 0; i < count; i += 1) {
      sum += weight * at(px, py);
      total += weight;
      weight *= 0.5;
      // Turned by about 37 degrees each time, so that the grid of one octave does not show through the next.
      const next = 1.6 * px - 1.2 * py + 17.3;
      py = 1.2 * px + 1.6 * py - 9.1;
      px = next;
    }
    return sum / total;
  };
  return { at, octaves, cell };
}
