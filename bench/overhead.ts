import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { largestTile, overlap } from '../src/engine/pipeline/renderPicture.ts';
import { planTiles } from '../src/engine/tiling/planTiles.ts';
import { denoising, largePhoto } from './photos.ts';
import { pureInferenceSeconds } from './pureInference.ts';
import { timedCommand } from './timedCommand.ts';

const size = { width: 6000, height: 4000 };
const megapixels = (size.width * size.height) / 1e6;
const rounds = 4;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/**
 * The whole command on 24 megapixels against ONNX Runtime alone on the same tiles, in turn. Other work on the machine
 * only ever adds time, so the shortest runs tell most.
 */
export async function measureOverhead(folder: string, model: string): Promise<unknown> {
  const pack = join('resources', 'models', model);
  const manifest = JSON.parse(await readFile(join(pack, 'manifest.json'), 'utf8')) as {
    tileSize: number;
    halo: number;
    alignment: number;
    stateSize: number;
  };
  const { tiles } = planTiles(size, { ...manifest, tileSize: Math.min(largestTile, manifest.tileSize), overlap });
  const photo = await largePhoto(folder, size);
  const runs: { whole: number; pure: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const whole = async () => {
      const command = denoising(photo, join(folder, `overhead-${round}.jpg`), model);
      return (await timedCommand(command, null)).seconds;
    };
    const pure = () => pureInferenceSeconds(pack, tiles, manifest.stateSize);
    // Each goes first in every other round: a machine that grows slower or faster favours neither.
    const run =
      round % 2 === 0 ? { whole: await whole(), pure: await pure() } : { pure: await pure(), whole: await whole() };
    runs.push(run);
    console.log(
      `overhead: whole ${run.whole.toFixed(2)} s, pure ${run.pure.toFixed(2)} s, ratio ${(run.whole / run.pure).toFixed(3)}`,
    );
  }
  const [wholes, pures] = [runs.map(({ whole }) => whole), runs.map(({ pure }) => pure)];
  const best = Math.min(...wholes) / Math.min(...pures);
  const sums = sum(wholes) / sum(pures);
  const secondsPerMegapixel = Math.min(...wholes) / megapixels;
  console.log(
    `overhead of 24 megapixels with ${model}, ${tiles.length} tiles: sum against sum ${sums.toFixed(3)},` +
      ` shortest against shortest ${best.toFixed(3)}; ${secondsPerMegapixel.toFixed(2)} s per megapixel (shortest)`,
  );
  return { runs, sums, best, secondsPerMegapixel };
}
