import { throwIfCancelled } from '../../shared/base/cancel.ts';
import type { Size } from '../../shared/base/geometry.ts';
import { averageRow, border } from './averageRow.ts';
import { breathe } from './breathe.ts';
import { type FloatSource, pipelineChannels } from './floatSource.ts';

const chunkValues = 3 * 1024 * 1024;

/**
 * The whole picture averaged onto `size`, whatever its proportions: every value is the mean of the area that it
 * stands for, pixels on a border counted by the part that lies inside. Values are kept inside 0..1 before they are
 * averaged. Interleaved, in the picture's own encoded space. Reads the picture once, in chunks of rows, where it
 * does not average itself; others have their turn after each.
 */
export async function areaThumbnail(source: FloatSource, size: Size, signal?: AbortSignal): Promise<Float32Array> {
  const sums = new Float64Array(size.width * size.height * pipelineChannels);
  const means = new Float64Array(size.width * pipelineChannels);
  const rowLength = source.width * pipelineChannels;
  const rowsAtOnce = Math.max(1, Math.min(source.height, Math.floor(chunkValues / rowLength)));
  const chunk = new Float32Array(source.averageRow === undefined ? rowsAtOnce * rowLength : 0);
  for (let top = 0; top < source.height; top += rowsAtOnce) {
    throwIfCancelled(signal);
    const count = Math.min(rowsAtOnce, source.height - top);
    const rows = { left: 0, top, width: source.width, height: count };
    if (source.averageRow === undefined) await source.readRect(rows, chunk.subarray(0, count * rowLength), signal);
    for (let y = 0; y < count; y += 1) {
      if (source.averageRow !== undefined) source.averageRow(top + y, means);
      else averageRow(chunk.subarray(y * rowLength, (y + 1) * rowLength), 1, means);
      addToBins(means, top + y, source.height, size, sums);
    }
    await breathe();
  }
  return Float32Array.from(sums);
}

/** Adds a row to every bin that row `y` of `height` reaches into, by the part that does. */
function addToBins(row: Float64Array, y: number, height: number, size: Size, sums: Float64Array): void {
  const scale = height / size.height;
  const first = Math.floor(y / scale + border);
  for (let bin = first; bin < size.height && bin * scale < y + 1 - border; bin += 1) {
    const part = (Math.min(y + 1, (bin + 1) * scale) - Math.max(y, bin * scale)) / scale;
    const to = bin * row.length;
    for (let i = 0; i < row.length; i += 1) sums[to + i] = (sums[to + i] as number) + part * (row[i] as number);
  }
}
