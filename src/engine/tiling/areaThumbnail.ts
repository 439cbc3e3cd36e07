import { throwIfCancelled } from '../../shared/base/cancel.ts';
import type { Size } from '../../shared/base/geometry.ts';
import { type FloatSource, pipelineChannels } from './floatSource.ts';

const chunkValues = 3 * 1024 * 1024;

/**
 * The whole picture averaged onto `size`, whatever its proportions: every value is the mean of the area that it
 * stands for, pixels on a border counted by the part that lies inside. Values are kept inside 0..1 before they are
 * averaged. Interleaved, in the picture's own encoded space. Reads the picture once, in chunks of rows.
 */
export async function areaThumbnail(source: FloatSource, size: Size, signal?: AbortSignal): Promise<Float32Array> {
  const sums = new Float64Array(size.width * size.height * pipelineChannels);
  const row = new Float64Array(size.width * pipelineChannels);
  const rowsAtOnce = Math.max(1, Math.min(source.height, Math.floor(chunkValues / (source.width * pipelineChannels))));
  const chunk = new Float32Array(rowsAtOnce * source.width * pipelineChannels);
  for (let top = 0; top < source.height; top += rowsAtOnce) {
    throwIfCancelled(signal);
    const count = Math.min(rowsAtOnce, source.height - top);
    const values = chunk.subarray(0, count * source.width * pipelineChannels);
    await source.readRect({ left: 0, top, width: source.width, height: count }, values, signal);
    for (let y = 0; y < count; y += 1) {
      averageRow(values, y * source.width * pipelineChannels, source.width, row);
      addToBins(row, top + y, source.height, size, sums);
    }
  }
  return Float32Array.from(sums);
}

/** Averages one row of `width` pixels into the bins of `row`. */
function averageRow(values: Float32Array, start: number, width: number, row: Float64Array): void {
  const bins = row.length / pipelineChannels;
  const scale = width / bins;
  for (let bin = 0; bin < bins; bin += 1) {
    const from = bin * scale;
    const to = from + scale;
    const last = Math.min(width, Math.ceil(to - 1e-9));
    let red = 0;
    let green = 0;
    let blue = 0;
    for (let x = Math.floor(from + 1e-9); x < last; x += 1) {
      const part = Math.min(x + 1, to) - Math.max(x, from);
      const at = start + x * pipelineChannels;
      red += part * unit(values[at] as number);
      green += part * unit(values[at + 1] as number);
      blue += part * unit(values[at + 2] as number);
    }
    row[bin * pipelineChannels] = red / scale;
    row[bin * pipelineChannels + 1] = green / scale;
    row[bin * pipelineChannels + 2] = blue / scale;
  }
}

/** Adds a row to every bin that row `y` of `height` reaches into, by the part that does. */
function addToBins(row: Float64Array, y: number, height: number, size: Size, sums: Float64Array): void {
  const scale = height / size.height;
  const first = Math.floor(y / scale + 1e-9);
  for (let bin = first; bin < size.height && bin * scale < y + 1 - 1e-9; bin += 1) {
    const part = (Math.min(y + 1, (bin + 1) * scale) - Math.max(y, bin * scale)) / scale;
    const to = bin * row.length;
    for (let i = 0; i < row.length; i += 1) sums[to + i] = (sums[to + i] as number) + part * (row[i] as number);
  }
}

function unit(value: number): number {
  return value < 0 ? 0 : value > 1 ? 1 : value;
}
