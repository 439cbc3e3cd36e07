import type { Rect } from '../../shared/base/geometry.ts';

/** Source pixels on each side that one enlarged pixel can reach. */
const bicubicReach = 2;

/** The four source pixels and their weights for each of `count` enlarged positions from `start` on, along one axis. */
export interface CubicTaps {
  /** Index of the first source pixel, relative to `origin`; four per position, kept inside the picture. */
  readonly indices: Int32Array;
  readonly weights: Float64Array;
}

/**
 * Keys' cubic (a = -0.5, the same as Catmull-Rom) with pixel centres at halves, as Pillow enlarges: position x of the
 * large picture lies at (x + 0.5) / factor - 0.5 of the small one; taps beyond the edge are left out and the rest is
 * scaled to one again. `length` is the small picture's; `origin` is the small index that index 0 of the data stands for.
 */
export function cubicTaps(start: number, count: number, factor: number, length: number, origin: number): CubicTaps {
  const indices = new Int32Array(count * 4);
  const weights = new Float64Array(count * 4);
  for (let i = 0; i < count; i += 1) {
    const centre = (start + i + 0.5) / factor - 0.5;
    const first = Math.floor(centre) - 1;
    let sum = 0;
    for (let tap = 0; tap < 4; tap += 1) {
      const index = first + tap;
      const inside = index >= 0 && index < length;
      const weight = inside ? keys(centre - index) : 0;
      indices[i * 4 + tap] = Math.max(0, Math.min(length - 1, index)) - origin;
      weights[i * 4 + tap] = weight;
      sum += weight;
    }
    for (let tap = 0; tap < 4; tap += 1) weights[i * 4 + tap] = (weights[i * 4 + tap] as number) / sum;
  }
  return { indices, weights };
}

/** The rectangle of the small picture that a rectangle of the enlarged one is made from. */
export function bicubicInput(rect: Rect, factor: number, size: { width: number; height: number }): Rect {
  const left = Math.max(0, Math.floor((rect.left + 0.5) / factor - 0.5) - 1);
  const top = Math.max(0, Math.floor((rect.top + 0.5) / factor - 0.5) - 1);
  const right = Math.min(size.width, Math.floor((rect.left + rect.width - 0.5) / factor - 0.5) + 1 + bicubicReach);
  const bottom = Math.min(size.height, Math.floor((rect.top + rect.height - 0.5) / factor - 0.5) + 1 + bicubicReach);
  return { left, top, width: right - left, height: bottom - top };
}

/**
 * Enlarges `channels` interleaved values: `across` gives the columns, `down` the rows. `input` is `inputWidth` wide;
 * `output` takes as many columns and rows as there are taps. Overshoot is kept.
 */
export function enlargeBicubic(
  input: ArrayLike<number>,
  inputWidth: number,
  inputHeight: number,
  channels: 1 | 3,
  across: CubicTaps,
  down: CubicTaps,
  output: Float32Array,
): void {
  const width = across.indices.length / 4;
  const rowLength = width * channels;
  const wide = new Float32Array(rowLength * inputHeight);
  for (let y = 0; y < inputHeight; y += 1) {
    enlargeRow(input, y * inputWidth * channels, channels, across, wide, y * rowLength);
  }
  for (let y = 0; y < down.indices.length / 4; y += 1) {
    const [row0, row1, row2, row3] = [0, 1, 2, 3].map(
      (tap) => (down.indices[y * 4 + tap] as number) * rowLength,
    ) as Four;
    const [weight0, weight1, weight2, weight3] = down.weights.subarray(y * 4, y * 4 + 4) as unknown as Four;
    for (let i = 0, to = y * rowLength; i < rowLength; i += 1, to += 1) {
      output[to] =
        weight0 * (wide[row0 + i] as number) +
        weight1 * (wide[row1 + i] as number) +
        weight2 * (wide[row2 + i] as number) +
        weight3 * (wide[row3 + i] as number);
    }
  }
}

type Four = [number, number, number, number];

function enlargeRow(
  input: ArrayLike<number>,
  from: number,
  channels: number,
  { indices, weights }: CubicTaps,
  output: Float32Array,
  to: number,
): void {
  for (let i = 0, at = to; i < indices.length; i += 4) {
    for (let channel = 0; channel < channels; channel += 1, at += 1) {
      const base = from + channel;
      output[at] =
        (weights[i] as number) * (input[base + (indices[i] as number) * channels] as number) +
        (weights[i + 1] as number) * (input[base + (indices[i + 1] as number) * channels] as number) +
        (weights[i + 2] as number) * (input[base + (indices[i + 2] as number) * channels] as number) +
        (weights[i + 3] as number) * (input[base + (indices[i + 3] as number) * channels] as number);
    }
  }
}

function keys(distance: number): number {
  const x = Math.abs(distance);
  if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
  if (x < 2) return ((-0.5 * x + 2.5) * x - 4) * x + 2;
  return 0;
}
