import type { ColourSpace } from '../image/colourSpace.ts';
import type { BufferPool } from '../tiling/bufferPool.ts';
import { toPlanesClipped, windowFromPlanes } from '../tiling/tensorLayout.ts';

/** A window of pixels inside a tile. */
export interface TileWindow {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Interleaved values of the picture's own space to the clipped sRGB planes that networks see. */
export function toNetwork(own: Float32Array, planes: Float32Array, space: ColourSpace, pool: BufferPool): void {
  if (space.isSrgb) {
    toPlanesClipped(own, planes);
    return;
  }
  const srgb = pool.take(own.length);
  srgb.set(own);
  space.toSrgb(srgb);
  toPlanesClipped(srgb, planes);
  pool.give(srgb);
}

/**
 * Carries the network's change back into the picture's own space, for a window of the tile:
 * result = own + (fromSrgb(network's output) - fromSrgb(network's input)). What lay outside sRGB or over the range
 * keeps its excess, and a network that changes nothing returns its input bit for bit. `own`, `seen` and `output` are
 * the whole tile (interleaved, planes, planes), `width` pixels wide; `result` is the window, interleaved.
 */
export function carryChange(
  own: Float32Array,
  seen: Float32Array,
  output: Float32Array,
  width: number,
  window: TileWindow,
  result: Float32Array,
  space: ColourSpace,
  pool: BufferPool,
): void {
  const height = own.length / 3 / width;
  windowFromPlanes(output, width, height, window, result);
  const before = pool.take(result.length);
  windowFromPlanes(seen, width, height, window, before);
  if (!space.isSrgb) {
    space.fromSrgb(result);
    space.fromSrgb(before);
  }
  const rowLength = window.width * 3;
  for (let y = 0; y < window.height; y += 1) {
    let from = ((window.top + y) * width + window.left) * 3;
    const end = (y + 1) * rowLength;
    for (let i = y * rowLength; i < end; i += 1, from += 1) {
      result[i] = (own[from] as number) + ((result[i] as number) - (before[i] as number));
    }
  }
  pool.give(before);
}
