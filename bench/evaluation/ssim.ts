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
  const rows = new Float64Array(outWidth * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < outWidth; x++) {
      let sum = 0;
      for (let k = 0; k < window.length; k++) sum += (window[k] ?? 0) * (plane[y * width + x + k] ?? 0);
      rows[y * outWidth + x] = sum;
    }
  }
  const out = new Float64Array(outWidth * outHeight);
  for (let y = 0; y < outHeight; y++) {
    for (let x = 0; x < outWidth; x++) {
      let sum = 0;
      for (let k = 0; k < window.length; k++) sum += (window[k] ?? 0) * (rows[(y + k) * outWidth + x] ?? 0);
      out[y * outWidth + x] = sum;
    }
  }
  return out;
}

function multiply(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value * (b[i] ?? 0));
}

/**
 * Structural similarity (Wang et al. 2004: Gaussian window 11, sigma 1.5, K 0.01 and 0.03), mean over the three
 * channels. Both pictures must have one size of at least 11 x 11.
 */
export function ssim(a: Pixels, b: Pixels): number {
  const { width, height } = a;
  let total = 0;
  for (let channel = 0; channel < 3; channel++) {
    const x = Float64Array.from({ length: width * height }, (_, i) => a.data[i * 3 + channel] ?? 0);
    const y = Float64Array.from({ length: width * height }, (_, i) => b.data[i * 3 + channel] ?? 0);
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
