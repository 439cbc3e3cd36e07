import type { AdjustmentContext, PointAdjustment } from './adjustment.ts';
import { channelGains, type Gains, keepLuminance } from './channelGains.ts';

/** The white of sRGB and its relatives, D65, in reciprocal megakelvin. */
const d65Mired = 1e6 / 6504;
/** At the full amount of 100: D65 moves to 4103 K (warm) or 15 686 K (cool), both on the daylight locus. */
const miredAtFullAmount = 90;

/**
 * Temperature, -100 (cool) to 100 (warm): the picture as if lit by daylight whose correlated temperature lies
 * 0.9 mired per unit from D65. Equal amounts look equally large (mired are about even to the eye). The light's colour
 * comes from the CIE daylight locus; the channels of linear light in the picture's own primaries are multiplied by it
 * (von Kries), scaled so that grey keeps its luminance.
 */
export function temperature(amount: number, context: AdjustmentContext): PointAdjustment {
  const light = daylight(1e6 / (d65Mired + (miredAtFullAmount * amount) / 100));
  const white = daylight(1e6 / d65Mired);
  const own = toOwnLinear([light[0] / white[0], light[1] / white[1], light[2] / white[2]], context);
  return channelGains(keepLuminance(own, context.luminance));
}

/** Linear sRGB (Y = 1) of daylight of a correlated colour temperature between 4000 and 25000 K (CIE 15). */
function daylight(kelvin: number): Gains {
  const t = 1000 / kelvin;
  const x =
    kelvin <= 7000
      ? 0.244063 + 0.09911 * t + 2.9678 * t ** 2 - 4.607 * t ** 3
      : 0.23704 + 0.24748 * t + 1.9018 * t ** 2 - 2.0064 * t ** 3;
  const y = -3 * x ** 2 + 2.87 * x - 0.275;
  const [bigX, bigZ] = [x / y, (1 - x - y) / y];
  return [
    3.2404542 * bigX - 1.5371385 - 0.4985314 * bigZ,
    -0.969266 * bigX + 1.8760108 + 0.041556 * bigZ,
    0.0556434 * bigX - 0.2040259 + 1.0572252 * bigZ,
  ];
}

/** A linear sRGB colour in linear light of the picture's own space, by way of the encoded values in between. */
function toOwnLinear(linear: Gains, context: AdjustmentContext): Gains {
  // Scaled into 0..1, where every space encodes alike; the scale is taken out again by keepLuminance.
  const largest = Math.max(...linear);
  const colour = Float32Array.from(linear, (value) => encodeSrgb(value / largest));
  context.fromSrgb(colour);
  context.toLinear(colour);
  return [colour[0] ?? 1, colour[1] ?? 1, colour[2] ?? 1];
}

function encodeSrgb(linear: number): number {
  return linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
}
