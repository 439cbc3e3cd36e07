/** Photos made for the tests: small, seeded, noisy. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';

/** A soft landscape with camera noise, as a JPEG with a little EXIF. */
export async function noisyPhoto(path: string, width: number, height: number): Promise<void> {
  const pixels = Buffer.alloc(width * height * 3);
  let seed = 7;
  const random = (): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 2_147_483_648 - 0.5;
  };
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const sky = y < height * 0.45 + 12 * Math.sin(x / 23);
      const base = sky ? [96, 128, 176] : [92, 104, 66];
      const shade = 40 * Math.sin(x / 31) * Math.cos(y / 19);
      for (let channel = 0; channel < 3; channel += 1) {
        pixels[(y * width + x) * 3 + channel] = Math.max(
          0,
          Math.min(255, (base[channel] ?? 0) + shade + 60 * random()),
        );
      }
    }
  }
  await sharp(pixels, { raw: { width, height, channels: 3 } })
    .withExif({ IFD0: { Artist: 'Patina test' } })
    .jpeg({ quality: 92 })
    .toFile(path);
}

/** A file that claims to be a picture of 3600 megapixels. */
async function hugePhoto(path: string): Promise<void> {
  const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#888' } })
    .png()
    .toBuffer();
  bytes.writeUInt32BE(60_000, 16);
  bytes.writeUInt32BE(60_000, 20);
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
  writeFileSync(path, bytes);
}

/** `small.jpg` is one tile, `large.jpg` takes a while, `broken.jpg` is no picture, `huge.png` more than fits. */
export async function testPhotos(folder: string): Promise<void> {
  await noisyPhoto(join(folder, 'small.jpg'), 160, 120);
  await noisyPhoto(join(folder, 'large.jpg'), 2600, 1800);
  await hugePhoto(join(folder, 'huge.png'));
  writeFileSync(join(folder, 'broken.jpg'), 'this is not a picture');
}
