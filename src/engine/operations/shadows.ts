import type { AdjustmentContext, PointAdjustment } from './adjustment.ts';
import { scaleByLuminance } from './scaleByLuminance.ts';
import { smoothStep } from './smoothStep.ts';

const reachStops = 1.5;

/**
 * Shadows: Y' = Y 2^(1.5 a w), with a = amount / 100 from -1 (deepen) to 1 (lift) and the mask
 * w = 1 - smoothstep(0, 0.6, sqrt Y) on linear luminance Y. Everything above sqrt Y = 0.6 (twice mid-grey) stays, and
 * black stays black. Rises everywhere: in stops its slope is at least 0.5.
 */
export function shadows(amount: number, { luminance }: AdjustmentContext): PointAdjustment {
  const stops = (reachStops * amount) / 100;
  return scaleByLuminance(luminance, (y) => 2 ** (stops * (1 - smoothStep(0, 0.6, Math.sqrt(y)))));
}
