import type { Pixels } from './metrics.ts';

/** Mean of red, green and blue in 8-bit levels, blurred by a Gaussian of this sigma; 0 for none. Edges are repeated. */
export function luma({ width, height, data }: Pixels, sigma: number): Float64Array {
  const plane = new Float64Array(width * height);
  for (let i = 0; i < plane.length; i++) {
    plane[i] = ((data[3 * i] as number) + (data[3 * i + 1] as number) + (data[3 * i + 2] as number)) / 3;
  }
  return sigma === 0 ? plane : blurred(blurred(plane, width, height, sigma, 'across'), width, height, sigma, 'down');
}

function blurred(
  plane: Float64Array,
  width: number,
  height: number,
  sigma: number,
  direction: 'across' | 'down',
): Float64Array {
  const radius = Math.ceil(3 * sigma);
  const taps = Array.from({ length: 2 * radius + 1 }, (_, k) => Math.exp(-((k - radius) ** 2) / (2 * sigma * sigma)));
  const sum = taps.reduce((total, tap) => total + tap, 0);
  const out = new Float64Array(plane.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let value = 0;
      for (let k = -radius; k <= radius; k++) {
        const from =
          direction === 'across'
            ? y * width + Math.min(width - 1, Math.max(0, x + k))
            : Math.min(height - 1, Math.max(0, y + k)) * width + x;
        value += (taps[k + radius] as number) * (plane[from] as number);
      }
      out[y * width + x] = value / sum;
    }
  }
  return out;
}
