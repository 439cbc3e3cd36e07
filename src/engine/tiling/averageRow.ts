import { pipelineChannels } from './floatSource.ts';

/** Borders of bins that miss a pixel's by less are taken to lie on it. */
export const border = 1e-9;

/**
 * Averages a row of interleaved pixels onto the equal parts of `means` (three values each): every value is kept inside
 * 0..`most` and divided by it; a pixel on the border of two parts counts for each by the share that lies in it.
 */
export function averageRow(values: Float32Array | Uint8Array | Uint16Array, most: number, means: Float64Array): void {
  const parts = means.length / pipelineChannels;
  const width = values.length / pipelineChannels;
  const scale = width / parts;
  for (let part = 0; part < parts; part += 1) {
    const from = part * scale;
    const to = from + scale;
    const last = Math.min(width, Math.ceil(to - border)) - 1;
    const first = Math.floor(from + border);
    let red = 0;
    let green = 0;
    let blue = 0;
    for (let at = first * pipelineChannels; at <= last * pipelineChannels; at += pipelineChannels) {
      red += clip(values[at] as number, most);
      green += clip(values[at + 1] as number, most);
      blue += clip(values[at + 2] as number, most);
    }
    // Whole pixels were summed; what the first and the last one have outside is taken off again.
    const [before, after] = [first * pipelineChannels, last * pipelineChannels];
    const [left, right] = [Math.max(0, from - first), Math.max(0, last + 1 - to)];
    const mean = (sum: number, channel: number): number =>
      (sum -
        left * clip(values[before + channel] as number, most) -
        right * clip(values[after + channel] as number, most)) /
      (scale * most);
    means[part * pipelineChannels] = mean(red, 0);
    means[part * pipelineChannels + 1] = mean(green, 1);
    means[part * pipelineChannels + 2] = mean(blue, 2);
  }
}

function clip(value: number, most: number): number {
  return value < 0 ? 0 : value > most ? most : value;
}
