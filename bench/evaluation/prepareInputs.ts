import { mkdir, readdir } from 'node:fs/promises';
import { join, parse } from 'node:path';
import sharp from 'sharp';
import { cubicTaps, enlargeBicubic } from '../../src/engine/operations/bicubic.ts';
import { addGaussianNoise } from './gaussianNoise.ts';
import { type Pixels, readPixels } from './metrics.ts';
import type { EvaluationSet } from './sets.ts';

/** One degraded picture of a set with its clean partner. */
export interface Pair {
  /** Name without extension, unique in its set. */
  readonly stem: string;
  readonly input: string;
  /** What a wrong sentence is tried on: the input itself, or its bicubic enlargement where the task enlarges. */
  readonly sameSizeInput: string;
  readonly target: Pixels;
}

/** At most this many, spread evenly. */
export function spread<Item>(items: readonly Item[], most: number): readonly Item[] {
  if (items.length <= most) return items;
  return Array.from({ length: most }, (_, i) => items[Math.floor(((i + 0.5) * items.length) / most)] as Item);
}

async function writePng(file: string, pixels: Pixels): Promise<void> {
  const { width, height, data } = pixels;
  await sharp(data, { raw: { width, height, channels: 3 } })
    .png()
    .toFile(file);
}

/** Pillow's bicubic, the baseline of the papers: the product's own enlargement without the network. */
export async function writeEnlarged(file: string, factor: number, to: string): Promise<void> {
  const small = await readPixels(file);
  const [width, height] = [small.width * factor, small.height * factor];
  const across = cubicTaps(0, width, factor, small.width, 0);
  const down = cubicTaps(0, height, factor, small.height, 0);
  const large = new Float32Array(3 * width * height);
  enlargeBicubic(small.data, small.width, small.height, 3, across, down, large);
  await writePng(to, {
    width,
    height,
    data: Uint8Array.from(large, (value) => Math.min(255, Math.max(0, Math.round(value)))),
  });
}

/**
 * Finds the pairs of a set below `data`, of a part of it where `most` says so; noisy and enlarged pictures are made in
 * `work`.
 */
export async function prepareInputs(
  set: Pick<EvaluationSet, 'input' | 'target' | 'sigma' | 'factor'>,
  data: string,
  work: string,
  most = Number.POSITIVE_INFINITY,
): Promise<Pair[]> {
  await mkdir(work, { recursive: true });
  const inputs = spread([...(await readdir(join(data, set.input))).sort().entries()], most);
  const targets = new Map((await readdir(join(data, set.target))).map((name) => [parse(name).name, name]));
  const pairs: Pair[] = [];
  for (const [index, name] of inputs) {
    const stem = parse(name).name;
    // Published pairs name several inputs after one target: 0001_0.8_0.2.jpg -> 0001.png, rain-001.png -> norain-001.png.
    const targetName = targets.get(stem) ?? targets.get(stem.split('_')[0] ?? '') ?? targets.get(`no${stem}`);
    if (targetName === undefined) throw new Error(`No target for ${name} in ${join(data, set.target)}.`);
    const target = await readPixels(join(data, set.target, targetName));
    let input = join(data, set.input, name);
    let sameSizeInput = input;
    if (set.sigma !== undefined) {
      input = join(work, `${stem}.png`);
      await writePng(input, addGaussianNoise(target, set.sigma, 1000 * set.sigma + index));
      sameSizeInput = input;
    }
    if (set.factor !== undefined) {
      sameSizeInput = join(work, `${stem}-bicubic.png`);
      await writeEnlarged(input, set.factor, sameSizeInput);
    }
    pairs.push({ stem, input, sameSizeInput, target });
  }
  return pairs;
}
