import type { Samples } from '../image/picture.ts';

/**
 * Mixes a step's result into its input, in place: `result` becomes input + a (result - input) with
 * a = strength * coverage of the pixel. Exact at both ends: a = 0 gives the input's bits, a = 1 the result's.
 * `coverage` has one value 0..1 per pixel, or is null where the step works everywhere.
 */
export function blend(
  input: Float32Array,
  result: Float32Array,
  strength: number,
  coverage: Float32Array | null,
): void {
  if (coverage === null) blendAll(input, result, strength);
  else blendCovered(input, result, strength, coverage);
}

function blendAll(input: Float32Array, result: Float32Array, strength: number): void {
  if (strength === 1) return;
  if (strength === 0) return result.set(input);
  // Two pixels at a time: whether an array is still there is asked at every look, and costs more than to mix.
  const pairs = result.length - (result.length % 6);
  for (let i = 0; i < pairs; i += 6) {
    const red = input[i] as number;
    const green = input[i + 1] as number;
    const blue = input[i + 2] as number;
    const nextRed = input[i + 3] as number;
    const nextGreen = input[i + 4] as number;
    const nextBlue = input[i + 5] as number;
    const redChange = (result[i] as number) - red;
    const greenChange = (result[i + 1] as number) - green;
    const blueChange = (result[i + 2] as number) - blue;
    const nextRedChange = (result[i + 3] as number) - nextRed;
    const nextGreenChange = (result[i + 4] as number) - nextGreen;
    const nextBlueChange = (result[i + 5] as number) - nextBlue;
    result[i] = red + strength * redChange;
    result[i + 1] = green + strength * greenChange;
    result[i + 2] = blue + strength * blueChange;
    result[i + 3] = nextRed + strength * nextRedChange;
    result[i + 4] = nextGreen + strength * nextGreenChange;
    result[i + 5] = nextBlue + strength * nextBlueChange;
  }
  for (let i = pairs; i < result.length; i += 1) {
    const from = input[i] as number;
    result[i] = from + strength * ((result[i] as number) - from);
  }
}

/**
 * The same everywhere for a row of samples as they were decoded, over one row of `result` from `start` on; `share` is 1
 * over the highest sample. Samples are taken for 32-bit values, as a reader gets them, without being stored as such.
 */
export function blendSamples(row: Samples, share: number, result: Float32Array, start: number, strength: number): void {
  for (let i = 0, at = start; i < row.length; i += 3, at += 3) {
    const red = Math.fround((row[i] as number) * share);
    const green = Math.fround((row[i + 1] as number) * share);
    const blue = Math.fround((row[i + 2] as number) * share);
    const redChange = (result[at] as number) - red;
    const greenChange = (result[at + 1] as number) - green;
    const blueChange = (result[at + 2] as number) - blue;
    result[at] = red + strength * redChange;
    result[at + 1] = green + strength * greenChange;
    result[at + 2] = blue + strength * blueChange;
  }
}

function blendCovered(input: Float32Array, result: Float32Array, strength: number, coverage: Float32Array): void {
  for (let pixel = 0, i = 0; pixel < coverage.length; pixel += 1, i += 3) {
    const amount = strength * (coverage[pixel] as number);
    if (amount === 1) continue;
    const red = input[i] as number;
    const green = input[i + 1] as number;
    const blue = input[i + 2] as number;
    if (amount === 0) {
      result[i] = red;
      result[i + 1] = green;
      result[i + 2] = blue;
      continue;
    }
    result[i] = red + amount * ((result[i] as number) - red);
    result[i + 1] = green + amount * ((result[i + 1] as number) - green);
    result[i + 2] = blue + amount * ((result[i + 2] as number) - blue);
  }
}
