import type { Samples } from '../../src/engine/image/picture.ts';
import { type BenchEngine, oneTile } from './engine.ts';
import { mean, psnr } from './metrics.ts';
import type { TaskPicture } from './taskPictures.ts';

/** Half the shipped tile or less: four to six times as many seams as in use. */
export const smallTile = 192;

/** What cutting a picture into tiles costs a task. */
export interface TileLoss {
  readonly task: string;
  /** PSNR against the truth, mean over the pictures. */
  readonly whole: number;
  readonly tiled: number;
  /** Largest difference of any value, in 8-bit levels. */
  readonly largest: number;
}

/** Restores every picture in small tiles and in a single one. */
export async function measureTiles(pictures: readonly TaskPicture[], engine: BenchEngine): Promise<TileLoss[]> {
  const losses: TileLoss[] = [];
  for (const task of new Set(pictures.map((each) => each.task))) {
    const found: { whole: number; tiled: number; largest: number }[] = [];
    for (const { picture, target } of pictures.filter((each) => each.task === task)) {
      const against = (samples: Samples) => psnr({ ...target, data: Uint8Array.from(samples) }, target);
      const whole = await engine.restore(picture, task, oneTile);
      const tiled = await engine.restore(picture, task, smallTile);
      found.push({ whole: against(whole), tiled: against(tiled), largest: largestDifference(whole, tiled) });
    }
    losses.push({
      task,
      whole: mean(found.map((each) => each.whole)),
      tiled: mean(found.map((each) => each.tiled)),
      largest: Math.max(...found.map((each) => each.largest)),
    });
  }
  return losses;
}

/** Of any two values at the same place. */
export function largestDifference(one: Samples, other: Samples): number {
  let largest = 0;
  for (let i = 0; i < one.length; i++) largest = Math.max(largest, Math.abs((one[i] ?? 0) - (other[i] ?? 0)));
  return largest;
}
