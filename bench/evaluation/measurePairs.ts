import { basename } from 'node:path';
import { drift } from './drift.ts';
import { mean, psnr, readPixels } from './metrics.ts';
import type { Pair } from './prepareInputs.ts';
import type { Quality, WorstDrift } from './results.ts';
import { ssim } from './ssim.ts';

/** Files by the pictures that they were made of. */
export type Restored = ReadonlyMap<string, string>;

/** Means over the pairs, each judged by the file that `fileOf` names. */
export async function qualityOf(pairs: readonly Pair[], fileOf: (pair: Pair) => string): Promise<Quality> {
  const all: Quality[] = [];
  for (const pair of pairs) {
    const pixels = await readPixels(fileOf(pair));
    all.push({ psnr: psnr(pixels, pair.target), ssim: ssim(pixels, pair.target) });
  }
  return { psnr: mean(all.map((each) => each.psnr)), ssim: mean(all.map((each) => each.ssim)) };
}

/** Mean PSNR alone. */
export async function psnrOf(pairs: readonly Pair[], fileOf: (pair: Pair) => string): Promise<number> {
  const all: number[] = [];
  for (const pair of pairs) all.push(psnr(await readPixels(fileOf(pair)), pair.target));
  return mean(all);
}

/** The result of a picture; throws where there is none. */
export function resultOf(restored: Restored, input: string): string {
  const file = restored.get(input);
  if (file === undefined) throw new Error(`No result for ${input}.`);
  return file;
}

/** The largest of each kind of drift over the pairs, and the picture that the worst of them belongs to. */
export async function worstDrift(pairs: readonly Pair[], restored: Restored): Promise<WorstDrift> {
  let worst: WorstDrift = { channel: 0, toTruth: 0, pixels: 0, shift: 0, picture: '' };
  const amount = ({ channel, shift }: WorstDrift): number => Math.max(Math.abs(channel), shift);
  for (const pair of pairs) {
    const result = await readPixels(resultOf(restored, pair.input));
    const found = drift(result, await readPixels(pair.sameSizeInput), pair.target);
    const here = {
      channel: largest(found.channels),
      toTruth: largest(found.toTruth),
      pixels: found.pixels,
      shift: found.shift,
      picture: basename(pair.input),
    };
    worst = {
      channel: largest([worst.channel, here.channel]),
      toTruth: largest([worst.toTruth, here.toTruth]),
      pixels: Math.max(worst.pixels, here.pixels),
      shift: Math.max(worst.shift, here.shift),
      picture: amount(here) > amount(worst) || worst.picture === '' ? here.picture : worst.picture,
    };
  }
  return worst;
}

/** The value that is farthest from 0, with its sign. */
function largest(values: readonly number[]): number {
  return values.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
}
