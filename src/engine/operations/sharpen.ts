import type { Rect } from '../../shared/base/geometry.ts';
import type { AdjustmentContext, AreaAdjustment } from './adjustment.ts';

/** No edge is overshot by more than this share of the range, whatever the amount. */
const haloLimit = 0.1;

/**
 * Sharpening by an unsharp mask on luma L' (the space's luminance weights on encoded values):
 * d = amount / 100 (L' - blurred L'), limited softly to d / (1 + |d| / 0.1), is added to red, green and blue alike, so
 * colours do not fringe. The blur is a Gaussian of `radius` pixels (its standard deviation, 0.3..5), cut at three of
 * them; beyond the picture's edge its last pixel goes on.
 */
export function sharpen(amount: number, radius: number, { luminance }: AdjustmentContext): AreaAdjustment {
  const kernel = gaussian(radius);
  const scale = amount / 100;
  return {
    kind: 'area',
    halo: kernel.length - 1,
    apply(input, inputRect, outputRect, output) {
      const luma = lumaOf(input, luminance);
      const blurred = blurDown(blurAcross(luma, inputRect, outputRect, kernel), inputRect, outputRect, kernel);
      const offset = (outputRect.top - inputRect.top) * inputRect.width + outputRect.left - inputRect.left;
      for (let y = 0, at = 0; y < outputRect.height; y += 1) {
        let from = offset + y * inputRect.width;
        for (let x = 0; x < outputRect.width; x += 1, at += 1, from += 1) {
          const wanted = scale * ((luma[from] as number) - (blurred[at] as number));
          const change = wanted / (1 + Math.abs(wanted) / haloLimit);
          output[at * 3] = (input[from * 3] as number) + change;
          output[at * 3 + 1] = (input[from * 3 + 1] as number) + change;
          output[at * 3 + 2] = (input[from * 3 + 2] as number) + change;
        }
      }
    },
  };
}

/** Half a normalised Gaussian: the centre first, then one side. */
function gaussian(sigma: number): Float64Array {
  const half = Float64Array.from({ length: Math.ceil(3 * sigma) + 1 }, (_, i) => Math.exp(-(i * i) / (2 * sigma ** 2)));
  const sum = half.reduce((total, value, i) => total + (i === 0 ? value : 2 * value), 0);
  return half.map((value) => value / sum);
}

function lumaOf(input: Float32Array, [red, green, blue]: readonly [number, number, number]): Float32Array {
  const luma = new Float32Array(input.length / 3);
  for (let i = 0, from = 0; i < luma.length; i += 1, from += 3) {
    luma[i] = red * (input[from] as number) + green * (input[from + 1] as number) + blue * (input[from + 2] as number);
  }
  return luma;
}

/** Rows of the input rectangle, columns of the output rectangle. */
function blurAcross(luma: Float32Array, inputRect: Rect, outputRect: Rect, kernel: Float64Array): Float32Array {
  const blurred = new Float32Array(outputRect.width * inputRect.height);
  const shift = outputRect.left - inputRect.left;
  const last = inputRect.width - 1;
  const centre = kernel[0] as number;
  for (let y = 0, to = 0; y < inputRect.height; y += 1) {
    const row = y * inputRect.width;
    for (let x = 0; x < outputRect.width; x += 1, to += 1) {
      const at = x + shift;
      let sum = centre * (luma[row + at] as number);
      for (let k = 1; k < kernel.length; k += 1) {
        const before = at - k < 0 ? 0 : at - k;
        const after = at + k > last ? last : at + k;
        sum += (kernel[k] as number) * ((luma[row + before] as number) + (luma[row + after] as number));
      }
      blurred[to] = sum;
    }
  }
  return blurred;
}

function blurDown(across: Float32Array, inputRect: Rect, outputRect: Rect, kernel: Float64Array): Float32Array {
  const width = outputRect.width;
  const blurred = new Float32Array(width * outputRect.height);
  const shift = outputRect.top - inputRect.top;
  const last = inputRect.height - 1;
  const centre = kernel[0] as number;
  for (let y = 0; y < outputRect.height; y += 1) {
    const to = y * width;
    const at = y + shift;
    for (let x = 0; x < width; x += 1) blurred[to + x] = centre * (across[at * width + x] as number);
    for (let k = 1; k < kernel.length; k += 1) {
      const weight = kernel[k] as number;
      const before = Math.max(0, at - k) * width;
      const after = Math.min(last, at + k) * width;
      for (let x = 0; x < width; x += 1) {
        const pair = (across[before + x] as number) + (across[after + x] as number);
        blurred[to + x] = (blurred[to + x] as number) + weight * pair;
      }
    }
  }
  return blurred;
}
