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
  const across = featherWindow(output.width, shared.left, shared.right);
  const down = featherWindow(output.height, shared.top, shared.bottom);
  const left = part.left - output.left;
  const window = across.subarray(left, left + part.width);
  // Columns that belong to this tile alone: where its row does so as well, they are copied.
  const first = clamp(shared.left - left, 0, part.width);
  const end = clamp(output.width - shared.right - left, first, part.width);
  for (let y = part.top; y < part.top + part.height; y += 1) {
    const from = ((y - output.top) * output.width + left) * pipelineChannels;
    const to = ((y - rect.top) * rect.width + part.left - rect.left) * pipelineChannels;
    const weight = down[y - output.top] ?? 0;
    const add = (start: number, stop: number): void => {
      const at = start * pipelineChannels;
      if (start < stop) addRow(values, from + at, into, to + at, window.subarray(start, stop), weight);
    };
    if (weight !== 1) {
      add(0, part.width);
      continue;
    }
    add(0, first);
    into.set(
      values.subarray(from + first * pipelineChannels, from + end * pipelineChannels),
      to + first * pipelineChannels,
    );
    add(end, part.width);
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
