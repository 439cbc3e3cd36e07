import type { AdjustmentContext, PointAdjustment } from './adjustment.ts';
import { scaleByLuminance } from './scaleByLuminance.ts';
import { smoothStep } from './smoothStep.ts';

const reachStops = 1.25;

/**
 * Highlights: Y' = Y 2^(1.25 a w), with a = amount / 100 from -1 (recover) to 1 (brighten) and the mask
 * w = smoothstep(0.4, 1, sqrt Y) on linear luminance Y. Everything below sqrt Y = 0.4 (about mid-grey) stays; what is
 * brighter than white is scaled by the full 1.25 stops and so can come back into range. Rises everywhere: in stops its
 * slope is at least 0.2.
 */
export function highlights(amount: number, { luminance }: AdjustmentContext): PointAdjustment {
  const stops = (reachStops * amount) / 100;
  return scaleByLuminance(luminance, (y) => 2 ** (stops * smoothStep(0.4, 1, Math.sqrt(y))));
}
