import type { Size } from '../../shared/base/geometry.ts';
import { sharp, sharpInput } from './sharpDoor.ts';

const quality = 72;

/** A photo inside of `size` as WebP in sRGB, upright and never enlarged; null where the file is no picture or gone. */
export async function smallPicture(file: string, size: Size): Promise<Buffer | null> {
  try {
    return await sharp(await sharpInput(file), { limitInputPixels: false })
      .autoOrient()
      .resize({ ...size, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .webp({ quality })
      .toBuffer();
  } catch {
    // Whoever shows it names the file instead.
    return null;
  }
}
