import type { AdjustmentContext, MeasuredAdjustment } from './adjustment.ts';
import { channelGains, type Gains, keepLuminance } from './channelGains.ts';

const thumbnailSide = 256;
/** Encoded values below and above which a pixel says nothing reliable about the light. */
const [darkest, brightest] = [0.04, 0.96];
/** How far, in natural logarithms of a channel ratio, a pixel may lie from grey and still count for much. */
const spread = 0.3;
/** No channel is moved by more than this against green: a sunset is not a fault. */
const largestStep = Math.log(2);
const rounds = 12;

/**
 * Automatic white balance by robust grey. On a thumbnail of the whole picture, in linear light, each pixel's colour is
 * the pair (ln R/G, ln B/G). The light's colour is their robust centre: it starts at the median of each and is then
 * the mean with weights exp(-d² / 2s²), d being the distance from the last centre and s = 0.3, so that strongly
 * coloured things lose their vote. Too dark and nearly clipped pixels have none. The gains exp(-centre), at most a stop
 * against green, make that colour grey (von Kries in the picture's own primaries) and keep grey's luminance. Measured
 * once for the picture, so every tile gets the same gains.
 */
export function whiteBalance(context: AdjustmentContext): MeasuredAdjustment {
  return {
    kind: 'measured',
    thumbnail: { width: thumbnailSide, height: thumbnailSide },
    measure: (thumbnail) => channelGains(keepLuminance(greyGains(thumbnail, context), context.luminance)),
  };
}

function greyGains(thumbnail: Float32Array, context: AdjustmentContext): Gains {
  const { reds, blues } = chromas(thumbnail, context);
  if (reds.length === 0) return [1, 1, 1];
  let red = median(reds);
  let blue = median(blues);
  for (let round = 0; round < rounds; round += 1) {
    [red, blue] = weightedMean(reds, blues, red, blue);
  }
  return [Math.exp(-limit(red)), 1, Math.exp(-limit(blue))];
}

/** ln R/G and ln B/G of every pixel that can be trusted. */
function chromas(thumbnail: Float32Array, context: AdjustmentContext): { reds: Float64Array; blues: Float64Array } {
  const linear = thumbnail.slice();
  context.toLinear(linear);
  const reds: number[] = [];
  const blues: number[] = [];
  for (let i = 0; i < thumbnail.length; i += 3) {
    const encoded = thumbnail.subarray(i, i + 3);
    if (!encoded.every((value) => value >= darkest && value <= brightest)) continue;
    const green = Math.log(linear[i + 1] as number);
    reds.push(Math.log(linear[i] as number) - green);
    blues.push(Math.log(linear[i + 2] as number) - green);
  }
  return { reds: Float64Array.from(reds), blues: Float64Array.from(blues) };
}

function weightedMean(reds: Float64Array, blues: Float64Array, red: number, blue: number): [number, number] {
  let sum = 0;
  let sumRed = 0;
  let sumBlue = 0;
  for (let i = 0; i < reds.length; i += 1) {
    const r = reds[i] as number;
    const b = blues[i] as number;
    const weight = Math.exp(-((r - red) ** 2 + (b - blue) ** 2) / (2 * spread ** 2));
    sum += weight;
    sumRed += weight * r;
    sumBlue += weight * b;
  }
  return sum < 1e-9 ? [red, blue] : [sumRed / sum, sumBlue / sum];
}

function median(values: Float64Array): number {
  return values.toSorted()[values.length >> 1] ?? 0;
}

function limit(value: number): number {
  return Math.max(-largestStep, Math.min(largestStep, value));
}
