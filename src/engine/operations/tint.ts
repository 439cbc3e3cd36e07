import type { AdjustmentContext, PointAdjustment } from './adjustment.ts';
import { channelGains, keepLuminance } from './channelGains.ts';

/** Stops between green and the two others at the full amount of 100. */
const stopsAtFullAmount = 0.5;

/**
 * Tint, -100 (green) to 100 (magenta), across the line of daylight: linear green times 2^(-amount / 200) against red
 * and blue, scaled so that grey keeps its luminance.
 */
export function tint(amount: number, { luminance }: AdjustmentContext): PointAdjustment {
  return channelGains(keepLuminance([1, 2 ** ((-stopsAtFullAmount * amount) / 100), 1], luminance));
}
