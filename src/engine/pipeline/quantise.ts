import type { ColourSpace } from '../image/colourSpace.ts';
import type { Samples } from '../image/picture.ts';

/**
 * Interleaved pipeline values to whole samples, to the nearest, kept inside the depth's range. `into` has 3 samples
 * per pixel, or 1 for grey: the value itself where red, green and blue agree, else the grey of the same luminance in
 * linear light. `values` may be changed.
 */
export function quantise(values: Float32Array, channels: 1 | 3, into: Samples, space: ColourSpace): void {
  const most = into instanceof Uint8Array ? 255 : 65535;
  if (channels === 3) return quantiseColour(values, into, most);
  toGrey(values, space);
  for (let i = 0, from = 0; i < into.length; i += 1, from += 3) into[i] = toLevel(values[from] as number, most);
}

/** A pixel at a time, which is a third faster than a value at a time. */
function quantiseColour(values: Float32Array, into: Samples, most: number): void {
  for (let i = 0; i < into.length; i += 3) {
    const red = toLevel(values[i] as number, most);
    const green = toLevel(values[i + 1] as number, most);
    const blue = toLevel(values[i + 2] as number, most);
    into[i] = red;
    into[i + 1] = green;
    into[i + 2] = blue;
  }
}

/**
 * The array of whole numbers that it is put into drops the fraction, which rounds; NaN becomes 0. By `Math`, for a choice
 * between `most` and a fraction would put every sample into an object of its own.
 */
function toLevel(value: number, most: number): number {
  return Math.min(most, Math.max(0, value * most + 0.5));
}

/** Puts the grey of each pixel into its first value. */
function toGrey(values: Float32Array, space: ColourSpace): void {
  const coloured: number[] = [];
  for (let i = 0; i < values.length; i += 3) {
    if (values[i] !== values[i + 1] || values[i] !== values[i + 2]) coloured.push(i);
  }
  if (coloured.length === 0) return;
  const linear = new Float32Array(coloured.length * 3);
  for (const [pixel, from] of coloured.entries()) linear.set(values.subarray(from, from + 3), pixel * 3);
  space.toLinear(linear);
  const [red, green, blue] = space.luminance;
  for (let i = 0; i < linear.length; i += 3) {
    const y = red * (linear[i] as number) + green * (linear[i + 1] as number) + blue * (linear[i + 2] as number);
    linear.fill(y, i, i + 3);
  }
  space.fromLinear(linear);
  for (const [pixel, to] of coloured.entries()) values[to] = linear[pixel * 3] as number;
}
