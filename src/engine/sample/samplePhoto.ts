import type { Size } from '../../shared/base/geometry.ts';
import type { OutputFormat } from '../../shared/model/image.ts';
import { writePicture } from '../image/encode.ts';
import type { Picture } from '../image/picture.ts';
import { withHaze, withSensorNoise, withShortExposure } from './sampleFaults.ts';
import { scenePicture } from './sampleScene.ts';

/** What is wrong with a sample photo, each 0 for nothing. */
export interface SampleFaults {
  /** Strength of sensor noise, see `withSensorNoise`. */
  readonly noise?: number;
  /** Share of light lost in haze, 0 to 1. */
  readonly haze?: number;
  /** Exposure as a share of the right one; 1 is right. */
  readonly exposure?: number;
}

/** The faults in the order in which light meets them. */
export function withFaults(picture: Picture, faults: SampleFaults, seed = 1): Picture {
  const hazy = faults.haze ? withHaze(picture, faults.haze) : picture;
  const dim = faults.exposure === undefined || faults.exposure === 1 ? hazy : withShortExposure(hazy, faults.exposure);
  return faults.noise ? withSensorNoise(dim, faults.noise, seed) : dim;
}

export interface SamplePhotoOptions extends Size {
  readonly format?: OutputFormat;
  /** Quality of the encoder; a low one leaves the traces of a real JPEG. */
  readonly quality?: number;
  readonly faults?: SampleFaults;
  readonly seed?: number;
}

/** Writes a sample photo, replacing one that lies there, and returns the picture as it was before the encoder. */
export async function writeSamplePhoto(
  file: string,
  options: SamplePhotoOptions,
  signal?: AbortSignal,
): Promise<Picture> {
  const { seed = 1, format = 'jpeg', quality, faults = {} } = options;
  const picture = withFaults(
    await scenePicture({ width: options.width, height: options.height }, seed, 8, signal),
    faults,
    seed,
  );
  const line = picture.width * picture.channels;
  const rows = {
    ...picture,
    readRows: (top: number, count: number) =>
      Promise.resolve(picture.samples.subarray(top * line, (top + count) * line)),
  };
  await writePicture(
    file,
    rows,
    picture,
    { format, overwrite: true, ...(quality !== undefined && { quality }) },
    signal,
  );
  return picture;
}
