import { clamp, intersect, type Rect } from '../../shared/base/geometry.ts';
import { addRow } from '../tiling/blockStore.ts';
import { featherWindow } from '../tiling/featherWindow.ts';
import { pipelineChannels } from '../tiling/floatSource.ts';
import type { Tile } from '../tiling/planTiles.ts';

/** Adds the part of one tile's values that lies in a rectangle, weighted as its neighbours expect, to `into`. */
export function addTile(tile: Tile, values: Float32Array, rect: Rect, into: Float32Array): void {
  const { output, shared } = tile;
  const part = intersect(output, rect);
  if (part === null) return;
  const left = part.left - output.left;
  const across = featherWindow(output.width, shared.left, shared.right).subarray(left, left + part.width);
  const down = featherWindow(output.height, shared.top, shared.bottom);
  // Columns that belong to this tile alone: where its row does so as well, they are copied.
  const first = clamp(shared.left - left, 0, part.width);
  const end = clamp(output.width - shared.right - left, first, part.width);
  const [before, after] = [across.subarray(0, first), across.subarray(end)];
  const [start, stop] = [first * pipelineChannels, end * pipelineChannels];
  for (let y = part.top; y < part.top + part.height; y += 1) {
    const from = ((y - output.top) * output.width + left) * pipelineChannels;
    const to = ((y - rect.top) * rect.width + part.left - rect.left) * pipelineChannels;
    const weight = down[y - output.top] ?? 0;
    if (weight !== 1) {
      addRow(values, from, into, to, across, weight);
      continue;
    }
    addRow(values, from, into, to, before, 1);
    into.set(values.subarray(from + start, from + stop), to + start);
    addRow(values, from + stop, into, to + stop, after, 1);
  }
}

/** Copies the part of a buffer of `rect` into another buffer of the same rectangle. */
export function copyPart(from: Float32Array, part: Rect, rect: Rect, into: Float32Array): void {
  const length = part.width * pipelineChannels;
  for (let y = 0; y < part.height; y += 1) {
    const at = ((part.top - rect.top + y) * rect.width + part.left - rect.left) * pipelineChannels;
    into.set(from.subarray(at, at + length), at);
  }
}
