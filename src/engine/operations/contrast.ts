import type { AdjustmentContext, PointAdjustment } from './adjustment.ts';
import { scaleByLuminance } from './scaleByLuminance.ts';

/** Linear luminance that contrast turns about. */
const midGrey = 0.18;

/**
 * Contrast about mid-grey g = 0.18 with k = 2^(amount / 100), amount -100..100, on linear luminance Y:
 *
 *     Y <= g:      Y' = g (Y / g)^k                       (a straight line of slope k in stops)
 *     g < Y < 1:   Y' = 1 - (1 - g) ((1 - Y) / (1 - g))^k (the same curve seen from white)
 *     Y >= 1:      Y' = Y
 *
 * Black, mid-grey and white stay, the curve is smooth at mid-grey and rises everywhere, and the amount of opposite
 * sign is its exact inverse. Colours keep the proportions of their channels.
 */
export function contrast(amount: number, { luminance }: AdjustmentContext): PointAdjustment {
  const k = 2 ** (amount / 100);
  return scaleByLuminance(luminance, (y) => {
    if (y <= midGrey) return (y / midGrey) ** (k - 1);
    if (y >= 1) return 1;
    return (1 - (1 - midGrey) * ((1 - y) / (1 - midGrey)) ** k) / y;
  });
}
