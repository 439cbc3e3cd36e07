import type { Pixels } from './metrics.ts';

const radius = 5;
const sigma = 1.5;
const c1 = (0.01 * 255) ** 2;
const c2 = (0.03 * 255) ** 2;

/** The 11-tap Gaussian window of Wang et al. 2004, normalised. */
const window = (() => {
  const taps = Array.from({ length: 2 * radius + 1 }, (_, i) => Math.exp(-((i - radius) ** 2) / (2 * sigma * sigma)));
  const sum = taps.reduce((total, tap) => total + tap, 0);
  return taps.map((tap) => tap / sum);
})();

/** Separable blur that keeps only the positions where the whole window fits ("valid"). */
function blur(plane: Float64Array, width: number, height: number): Float64Array {
  const outWidth = width - 2 * radius;
  const outHeight = height - 2 * radius;
  // Whole runs of memory, tap by tap: what is summed across the end of a row is not looked at again.
  const rows = summed(plane, width * height - 2 * radius, 1);
  const columns = summed(rows, width * outHeight - 2 * radius, width);
  const out = new Float64Array(outWidth * outHeight);
  for (let y = 0; y < outHeight; y++) out.set(columns.subarray(y * width, y * width + outWidth), y * outWidth);
  return out;
}

/** The window over values that lie `step` apart, for each of the first `length` places. */
function summed(values: Float64Array, length: number, step: number): Float64Array {
  const sums = new Float64Array(length);
  for (const [k, tap] of window.entries()) {
    for (let i = 0, from = k * step; i < length; i++, from++)
      sums[i] = (sums[i] as number) + tap * (values[from] as number);
  }
  return sums;
}

function multiply(a: Float64Array, b: Float64Array): Float64Array {
  const product = new Float64Array(a.length);
  for (let i = 0; i < a.length; i++) product[i] = (a[i] as number) * (b[i] as number);
  return product;
}

function planeOf({ width, height, data }: Pixels, channel: number): Float64Array {
  const plane = new Float64Array(width * height);
  for (let i = 0, from = channel; i < plane.length; i++, from += 3) plane[i] = data[from] as number;
  return plane;
}

/**
 * Structural similarity (Wang et al. 2004: Gaussian window 11, sigma 1.5, K 0.01 and 0.03), mean over the three
 * channels. Both pictures must have one size of at least 11 x 11.
 */
export function ssim(a: Pixels, b: Pixels): number {
  const { width, height } = a;
  let total = 0;
  for (let channel = 0; channel < 3; channel++) {
    const x = planeOf(a, channel);
    const y = planeOf(b, channel);
    const meanX = blur(x, width, height);
    const meanY = blur(y, width, height);
    const squareX = blur(multiply(x, x), width, height);
    const squareY = blur(multiply(y, y), width, height);
    const product = blur(multiply(x, y), width, height);
    let sum = 0;
    for (let i = 0; i < meanX.length; i++) {
      const mx = meanX[i] ?? 0;
      const my = meanY[i] ?? 0;
      const varianceX = (squareX[i] ?? 0) - mx * mx;
      const varianceY = (squareY[i] ?? 0) - my * my;
      const covariance = (product[i] ?? 0) - mx * my;
      sum += ((2 * mx * my + c1) * (2 * covariance + c2)) / ((mx * mx + my * my + c1) * (varianceX + varianceY + c2));
    }
    total += sum / meanX.length;
  }
  return total / 3;
}
