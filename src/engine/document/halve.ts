import type { Size } from '../../shared/base/geometry.ts';

/** Rows of interleaved pixels. */
type Values = Float32Array | Uint8Array | Uint16Array;

/**
 * Fills `into` from `start` on with the means of every 2 x 2 pixels, channel by channel, in the order in which a picture
 * of half the size (rounded up) is stored. Pixels beyond an odd edge do not count. `rounding` is added to each mean: half
 * a step where `into` holds whole numbers.
 */
export function halve(
  values: Values,
  { width, height }: Size,
  channels: number,
  into: Values,
  start = 0,
  rounding = 0,
): void {
  const inner = Math.floor(width / 2) * channels;
  const step = width * channels;
  let index = start;
  for (let top = 0; top < height; top += 2) {
    const upper = top * step;
    const lower = top + 1 < height ? upper + step : upper;
    index = halveRow(values, upper, lower, inner, channels, into, index, rounding);
    if (width % 2 === 0) continue;
    for (let at = step - channels; at < step; at += 1, index += 1) {
      into[index] = ((values[upper + at] as number) + (values[lower + at] as number)) / 2 + rounding;
    }
  }
}

// A function for a row: called often, it is optimised as a whole after a few of them.
function halveRow(
  values: Values,
  upper: number,
  lower: number,
  count: number,
  channels: number,
  into: Values,
  start: number,
  rounding: number,
): number {
  let index = start;
  for (let pixel = 0; pixel < 2 * count; pixel += 2 * channels) {
    for (let at = pixel; at < pixel + channels; at += 1, index += 1) {
      const above = (values[upper + at] as number) + (values[upper + at + channels] as number);
      const below = (values[lower + at] as number) + (values[lower + at + channels] as number);
      into[index] = (above + below) / 4 + rounding;
    }
  }
  return index;
}
