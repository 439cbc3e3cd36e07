import type { AdjustmentContext, PointAdjustment } from './adjustment.ts';

/** Hue of skin in degrees, and how far from it the protection reaches. */
const [skinHue, skinReach] = [25, 25];

/**
 * Vibrance: saturation for those who have little. Every channel's distance from the luminance Y, in linear light, is
 * multiplied by 1 + a (1 - c)² p, where a = amount / 100, c = 1 - sqrt(min / max) is how saturated the pixel is
 * already, and p protects skin when colours are strengthened: 1/2 at a hue of 25°, rising smoothly to 1 at 0° and 50°.
 * Luminance is kept; no pixel is made grey that was not.
 */
export function vibrance(amount: number, { luminance }: AdjustmentContext): PointAdjustment {
  const strength = amount / 100;
  const [weightRed, weightGreen, weightBlue] = luminance;
  return {
    kind: 'point',
    domain: 'linear',
    apply(values) {
      for (let i = 0; i < values.length; i += 3) {
        const red = values[i] as number;
        const green = values[i + 1] as number;
        const blue = values[i + 2] as number;
        const most = Math.max(red, green, blue);
        const least = Math.min(red, green, blue);
        if (most <= 0 || most === least) continue;
        const rest = least <= 0 ? 0 : Math.sqrt(least / most);
        const protection = strength > 0 ? skinProtection(red, green, blue, most, least) : 1;
        const scale = 1 + strength * rest * rest * protection;
        const y = weightRed * red + weightGreen * green + weightBlue * blue;
        values[i] = y + scale * (red - y);
        values[i + 1] = y + scale * (green - y);
        values[i + 2] = y + scale * (blue - y);
      }
    },
  };
}

function skinProtection(red: number, green: number, blue: number, most: number, least: number): number {
  // Skin's hues have red on top and blue at the bottom.
  if (red !== most || blue !== least) return 1;
  const hue = (60 * (green - blue)) / (red - blue);
  const distance = Math.abs(hue - skinHue) / skinReach;
  if (distance >= 1) return 1;
  const nearness = (1 - distance * distance) ** 2;
  return 1 - 0.5 * nearness;
}
