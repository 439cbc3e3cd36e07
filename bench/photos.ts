import { existsSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { writeSamplePhoto } from '../src/engine/sample/samplePhoto.ts';

const sceneSize = { width: 1224, height: 816 };

/** A noisy JPEG photo of any size in `folder`: a drawn scene of a megapixel, enlarged. */
export async function largePhoto(
  folder: string,
  { width, height }: { width: number; height: number },
): Promise<string> {
  const scene = join(folder, 'scene.png');
  if (!existsSync(scene)) await writeSamplePhoto(scene, { ...sceneSize, format: 'png', faults: { noise: 0.4 } });
  const file = join(folder, `${width}x${height}.jpg`);
  await sharp(scene).resize(width, height, { fit: 'fill' }).jpeg({ quality: 92 }).toFile(file);
  return file;
}

/** What is timed: `patina restore` on a photo, told to remove the noise. */
export function denoising(input: string, output: string, model: string): string[] {
  return ['restore', input, '-i', 'remove the noise', '-o', output, '--model', model, '--json'];
}
