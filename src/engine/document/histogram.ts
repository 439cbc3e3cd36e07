import { levelSize } from '../../shared/logic/tilePyramid.ts';
import type { ColourSpace } from '../image/colourSpace.ts';
import { breathe } from '../tiling/breathe.ts';
import { pipelineChannels } from '../tiling/floatSource.ts';
import type { Leveled } from './leveled.ts';

/** How often each of the 256 encoded sRGB values occurs. */
export interface Histogram {
  readonly red: number[];
  readonly green: number[];
  readonly blue: number[];
  readonly luma: number[];
}

/** Counted on the first level that has no more pixels than this. */
const mostPixels = 600_000;
const rowsAtOnce = 128;

/** Histogram of a layer in encoded sRGB; luma with the weights of Rec. 709. */
export async function histogramOf(levels: Leveled, space: ColourSpace, signal?: AbortSignal): Promise<Histogram> {
  let level = 0;
  let size = levelSize(levels, level);
  while (size.width * size.height > mostPixels) {
    level += 1;
    size = levelSize(levels, level);
  }
  const source = levels.at(level);
  const bins = () => new Uint32Array(256);
  const [red, green, blue, luma] = [bins(), bins(), bins(), bins()];
  for (let top = 0; top < size.height; top += rowsAtOnce) {
    const height = Math.min(rowsAtOnce, size.height - top);
    const values = new Float32Array(size.width * height * pipelineChannels);
    await source.readRect({ left: 0, top, width: size.width, height }, values, signal);
    space.toSrgb(values);
    for (let i = 0; i < values.length; i += 3) {
      const [r, g, b] = [values[i] as number, values[i + 1] as number, values[i + 2] as number];
      count(red, r);
      count(green, g);
      count(blue, b);
      count(luma, 0.2126 * r + 0.7152 * g + 0.0722 * b);
    }
    await breathe();
  }
  return { red: [...red], green: [...green], blue: [...blue], luma: [...luma] };
}

function count(bins: Uint32Array, value: number): void {
  const bin = value >= 1 ? 255 : value > 0 ? Math.trunc(value * 255 + 0.5) : 0;
  (bins[bin] as number) += 1;
}
