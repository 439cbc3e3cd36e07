import { join } from 'node:path';
import sharp from 'sharp';
import { sampleScene, sceneRows } from '../../src/engine/sample/sampleScene.ts';
import { temporaryFolder } from './temporaryFolder.ts';

export interface PhotoOptions {
  readonly width?: number;
  readonly height?: number;
  readonly name?: string;
  readonly seed?: number;
  /** Standard deviation of Gaussian noise in 8-bit levels. */
  readonly noise?: number;
}

/** Writes a rendered scene, noisy where asked, and returns its path; the name's ending chooses the format. */
export async function photoFile(options: PhotoOptions = {}): Promise<string> {
  const { width = 96, height = 72, name = 'photo.png', seed = 1, noise = 0 } = options;
  const rows = sceneRows(sampleScene({ width, height }, seed));
  const samples = Uint8Array.from(await rows.readRows(0, height));
  if (noise > 0) addNoise(samples, noise, seed);
  const file = join(await temporaryFolder(), name);
  await sharp(samples, { raw: { width, height, channels: 3 } }).toFile(file);
  return file;
}

/** The decoded 8-bit RGB values of a file. */
export async function pixelsOf(file: string): Promise<{ width: number; height: number; data: Uint8Array }> {
  const { data, info } = await sharp(file).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

/** Sum of twelve uniform numbers less six: close to a normal distribution, seeded. */
function addNoise(samples: Uint8Array, sigma: number, seed: number): void {
  let state = seed;
  const uniform = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
  for (let i = 0; i < samples.length; i += 1) {
    let normal = -6;
    for (let k = 0; k < 12; k += 1) normal += uniform();
    samples[i] = Math.min(255, Math.max(0, Math.round((samples[i] ?? 0) + sigma * normal)));
  }
}
