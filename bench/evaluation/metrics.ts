/** Picture quality as the papers compute it: on 8-bit red, green and blue of the whole picture. */
import sharp from 'sharp';

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue, 8 bit, interleaved. */
  readonly data: Uint8Array;
}

/** Decodes a file to 8-bit RGB; alpha is dropped. */
export async function readPixels(file: string): Promise<Pixels> {
  const { data, info } = await sharp(file)
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) throw new Error(`Expected 3 channels in ${file} but received ${info.channels}.`);
  return { width: info.width, height: info.height, data };
}

/** Peak signal-to-noise ratio in dB with a peak of 255 over all channels; equal pictures give 100. */
export function psnr(a: Pixels, b: Pixels): number {
  if (a.width !== b.width || a.height !== b.height) {
    throw new Error(`Expected pictures of one size but received ${a.width}x${a.height} and ${b.width}x${b.height}.`);
  }
  let sum = 0;
  for (let i = 0; i < a.data.length; i++) {
    const difference = (a.data[i] ?? 0) - (b.data[i] ?? 0);
    sum += difference * difference;
  }
  return sum === 0 ? 100 : 10 * Math.log10((255 * 255 * a.data.length) / sum);
}

/** Arithmetic mean; 0 for an empty list. */
export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
