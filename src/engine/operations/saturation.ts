import type { AdjustmentContext, PointAdjustment } from './adjustment.ts';

/**
 * Saturation: every channel's distance from the luminance Y, in linear light, times s = 1 + amount / 100 (0 to 2):
 * c' = Y + s (c - Y). Luminance is kept exactly; -100 gives the grey picture of the same luminance.
 */
export function saturation(amount: number, { luminance }: AdjustmentContext): PointAdjustment {
  const scale = 1 + amount / 100;
  const [weightRed, weightGreen, weightBlue] = luminance;
  return {
    kind: 'point',
    domain: 'linear',
    apply(values) {
      for (let i = 0; i < values.length; i += 3) {
        const red = values[i] as number;
        const green = values[i + 1] as number;
        const blue = values[i + 2] as number;
        const y = weightRed * red + weightGreen * green + weightBlue * blue;
        values[i] = y + scale * (red - y);
        values[i + 1] = y + scale * (green - y);
        values[i + 2] = y + scale * (blue - y);
      }
    },
  };
}
