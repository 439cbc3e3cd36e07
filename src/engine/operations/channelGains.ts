import type { ColourSpace } from '../image/colourSpace.ts';
import type { PointAdjustment } from './adjustment.ts';

/** Gains of linear red, green and blue. */
export type Gains = readonly [number, number, number];

/** The same gains, scaled so that a neutral grey keeps its luminance. */
export function keepLuminance(gains: Gains, luminance: ColourSpace['luminance']): Gains {
  const grey = luminance[0] * gains[0] + luminance[1] * gains[1] + luminance[2] * gains[2];
  return [gains[0] / grey, gains[1] / grey, gains[2] / grey];
}

/** Multiplies the channels of linear light, each by its own gain: a von Kries adaptation in the space's own primaries. */
export function channelGains([red, green, blue]: Gains): PointAdjustment {
  return {
    kind: 'point',
    domain: 'linear',
    apply(values) {
      for (let i = 0; i < values.length; i += 3) {
        values[i] = (values[i] as number) * red;
        values[i + 1] = (values[i + 1] as number) * green;
        values[i + 2] = (values[i + 2] as number) * blue;
      }
    },
  };
}
