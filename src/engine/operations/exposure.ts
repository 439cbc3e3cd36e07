import type { PointAdjustment } from './adjustment.ts';
import { channelGains } from './channelGains.ts';

/** Exposure: linear light times 2^ev, as if the shutter had been open that much longer. `ev` in stops, -5..5. */
export function exposure(ev: number): PointAdjustment {
  const gain = 2 ** ev;
  return channelGains([gain, gain, gain]);
}
