import type { Size } from '../../shared/base/geometry.ts';
import { srgbSpace } from './colourSpace.ts';
import type { Picture, Samples } from './picture.ts';

/** Samples that come from no file as an opaque sRGB picture without metadata; their depth and channels follow from them. */
export function pictureOf({ width, height }: Size, samples: Samples): Picture {
  return {
    width,
    height,
    channels: samples.length === width * height ? 1 : 3,
    depth: samples instanceof Uint16Array ? 16 : 8,
    samples,
    alpha: null,
    colourSpace: srgbSpace(),
    metadata: { exif: null, xmp: null, iptc: null, icc: null, density: null },
    format: 'png',
    notes: [],
  };
}
