import type { Samples } from '../image/picture.ts';
import { pipelineChannels } from './floatSource.ts';

/** Borders of bins that miss a pixel's by less are taken to lie on it. */
export const border = 1e-9;

/**
 * Averages a row of interleaved pixels onto the equal parts of `means` (three values each): every value is kept inside
 * 0..`most` and divided by it; a pixel on the border of two parts counts for each by the share that lies in it.
 */
export function averageRow(values: Float32Array | Samples, most: number, means: Float64Array): void {
  const parts = means.length / pipelineChannels;
  const width = values.length / pipelineChannels;
  const scale = width / parts;
  const sums = new Float64Array(pipelineChannels);
  for (let part = 0; part < parts; part += 1) {
    const from = part * scale;
    const to = from + scale;
    const last = Math.min(width, Math.ceil(to - border)) - 1;
    const first = Math.floor(from + border);
    const [before, after] = [first * pipelineChannels, last * pipelineChannels];
    if (values instanceof Float32Array) sumClipped(values, before, after, most, sums);
    else sumSamples(values, before, after, sums);
    // Whole pixels were summed; what the first and the last one have outside is taken off again.
    const [left, right] = [Math.max(0, from - first), Math.max(0, last + 1 - to)];
    for (let channel = 0; channel < pipelineChannels; channel += 1) {
      const outside =
        left * clip(values[before + channel] as number, most) + right * clip(values[after + channel] as number, most);
      means[part * pipelineChannels + channel] = ((sums[channel] as number) - outside) / (scale * most);
    }
  }
}

/** Sums the pixels that begin at `from` to `last`, every value kept inside 0..`most`. */
function sumClipped(values: Float32Array, from: number, last: number, most: number, sums: Float64Array): void {
  let red = 0;
  let green = 0;
  let blue = 0;
  for (let at = from; at <= last; at += pipelineChannels) {
    red += clip(values[at] as number, most);
    green += clip(values[at + 1] as number, most);
    blue += clip(values[at + 2] as number, most);
  }
  sums[0] = red;
  sums[1] = green;
  sums[2] = blue;
}

/** The same for samples, which are never outside: six times as fast, and a large photo's first tile waits for it. */
function sumSamples(values: Samples, from: number, last: number, sums: Float64Array): void {
  let red = 0;
  let green = 0;
  let blue = 0;
  for (let at = from; at <= last; at += pipelineChannels) {
    red += values[at] as number;
    green += values[at + 1] as number;
    blue += values[at + 2] as number;
  }
  sums[0] = red;
  sums[1] = green;
  sums[2] = blue;
}

function clip(value: number, most: number): number {
  return value < 0 ? 0 : value > most ? most : value;
}
