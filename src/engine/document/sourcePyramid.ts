import { tileSize } from '../../shared/contract/tileAddress.ts';
import { levelSize, topLevel } from '../../shared/logic/tilePyramid.ts';
import type { Picture, Samples } from '../image/picture.ts';
import { pictureSource } from '../pipeline/pictureSource.ts';
import { breathe } from '../tiling/breathe.ts';
import type { FloatSource } from '../tiling/floatSource.ts';
import { halve } from './halve.ts';
import type { Leveled } from './leveled.ts';

/** Rows halved before anybody else gets a turn. */
const valuesAtOnce = 4 * 1024 * 1024;

/** The source of an open picture at every level, made once. Costs a third of the picture's own memory. */
export class SourcePyramid implements Leveled {
  readonly width: number;
  readonly height: number;
  readonly #levels: readonly FloatSource[];

  private constructor(picture: Picture, levels: readonly FloatSource[]) {
    this.width = picture.width;
    this.height = picture.height;
    this.#levels = levels;
  }

  /** The coarsest level there is; coarser ones are answered with it. */
  get top(): number {
    return this.#levels.length - 1;
  }

  at(level: number): FloatSource {
    const source = this.#levels[Math.min(level, this.top)];
    if (source === undefined) throw new Error(`Broken promise of the code: the pyramid has a level ${level}`);
    return source;
  }

  /** Builds all levels, in turns. */
  static async build(picture: Picture): Promise<SourcePyramid> {
    const sources = [pictureSource(picture)];
    let below: Picture = picture;
    const top = topLevel({ width: picture.width, height: picture.height, tileSize });
    for (let level = 1; level <= top; level += 1) {
      below = { ...picture, ...levelSize(picture, level), samples: await halved(below), alpha: null };
      sources.push(pictureSource(below));
    }
    return new SourcePyramid(picture, sources);
  }
}

async function halved({ samples, width, height, channels }: Picture): Promise<Samples> {
  const half = levelSize({ width, height }, 1);
  const length = half.width * half.height * channels;
  const result = samples instanceof Uint8Array ? new Uint8Array(length) : new Uint16Array(length);
  const rowsAtOnce = Math.max(2, 2 * Math.floor(valuesAtOnce / (2 * width * channels)));
  for (let top = 0; top < height; top += rowsAtOnce) {
    const rows = Math.min(rowsAtOnce, height - top);
    const values = samples.subarray(top * width * channels, (top + rows) * width * channels);
    const offset = (top / 2) * half.width * channels;
    // Rounded to the nearest: what is stored is cut to whole numbers.
    halve(values, { width, height: rows }, channels, result, offset, 0.5);
    await breathe();
  }
  return result;
}
