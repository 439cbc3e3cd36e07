import type { ColourSpace } from '../image/colourSpace.ts';
import type { PointAdjustment } from './adjustment.ts';

/**
 * A tone curve that no hue can slip on: red, green and blue are all multiplied by `gain(Y)`, a function of their
 * luminance Y in linear light, so their proportions stay. Pixels without light (Y <= 0) stay as they are.
 */
export function scaleByLuminance(
  luminance: ColourSpace['luminance'],
  gain: (luminance: number) => number,
): PointAdjustment {
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
        if (y <= 0) continue;
        const factor = gain(y);
        values[i] = red * factor;
        values[i + 1] = green * factor;
        values[i + 2] = blue * factor;
      }
    },
  };
}
