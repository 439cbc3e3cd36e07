import type { Pixels } from './metrics.ts';

/** Standard deviation of rounding to whole levels: no picture of 8 bits has less noise. */
const rounding = 1 / Math.sqrt(12);
/** Median of the magnitude of a normal variable with standard deviation 1. */
const normalMedian = 0.6745;

/**
 * The noise of a picture as such, as a standard deviation in 8-bit levels, without knowing what is below it: the median
 * magnitude of the finest diagonal detail (Donoho and Johnstone 1994), mean over the channels. Texture counts as noise
 * where more than half of a picture is texture; noise that neighbours share is found too small. At least what rounding
 * to 8 bits adds.
 */
export function noiseLevel({ width, height, data }: Pixels): number {
  let sum = 0;
  for (let channel = 0; channel < 3; channel++) {
    const details = new Float64Array(Math.floor(width / 2) * Math.floor(height / 2));
    let count = 0;
    for (let y = 0; y + 1 < height; y += 2) {
      for (let x = 0; x + 1 < width; x += 2) {
        const at = 3 * (y * width + x) + channel;
        const upper = (data[at] as number) - (data[at + 3] as number);
        const lower = (data[at + 3 * width] as number) - (data[at + 3 * width + 3] as number);
        details[count++] = Math.abs(upper - lower) / 2;
      }
    }
    sum += (details.sort()[Math.floor(count / 2)] ?? 0) / normalMedian;
  }
  return Math.max(rounding, sum / 3);
}

/** Root of the mean square of the difference of two pictures, in 8-bit levels. */
export function change(a: Pixels, b: Pixels): number {
  let sum = 0;
  for (let i = 0; i < a.data.length; i++) sum += ((a.data[i] as number) - (b.data[i] as number)) ** 2;
  return Math.sqrt(sum / a.data.length);
}
