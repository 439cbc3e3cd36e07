import { AppError } from '../../shared/base/errors.ts';
import type { Size } from '../../shared/base/geometry.ts';
import { sentence } from '../../shared/base/sentence.ts';
import type { Picture, Samples } from '../image/picture.ts';

/** A mask's samples, one per pixel, at the depth it was painted in. */
export interface MaskSamples extends Size {
  readonly samples: Samples;
}

/**
 * A decoded picture as a mask: white (or opaque) is inside, black outside. The sample is the grey value as painted, in
 * colour the luminance weights on the encoded values, times the alpha where there is one. Throws `usage` where the
 * mask's size is not the photo's.
 */
export function maskFromPicture(mask: Picture, photo: Size): MaskSamples {
  if (mask.width !== photo.width || mask.height !== photo.height) {
    throw new AppError(
      'usage',
      sentence('said.maskSize', {
        maskWidth: mask.width,
        maskHeight: mask.height,
        width: photo.width,
        height: photo.height,
      }),
    );
  }
  const { width, height } = mask;
  if (mask.channels === 1 && mask.alpha === null) return { width, height, samples: mask.samples };
  const samples = mask.depth === 8 ? new Uint8Array(width * height) : new Uint16Array(width * height);
  const most = mask.depth === 8 ? 255 : 65535;
  const [red, green, blue] = mask.colourSpace.luminance;
  for (let pixel = 0; pixel < samples.length; pixel += 1) {
    const at = pixel * mask.channels;
    const grey =
      mask.channels === 1
        ? (mask.samples[at] as number)
        : red * (mask.samples[at] as number) +
          green * (mask.samples[at + 1] as number) +
          blue * (mask.samples[at + 2] as number);
    const opacity = mask.alpha === null ? 1 : (mask.alpha[pixel] as number) / most;
    samples[pixel] = Math.round(grey * opacity);
  }
  return { width, height, samples };
}
