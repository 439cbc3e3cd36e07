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

/** A restored tile: the picture's own values that went in, what the network saw of them and what it answered. */
export interface RestoredTile {
  /** Interleaved. */
  readonly own: Float32Array;
  /** Planes. */
  readonly seen: Float32Array;
  /** Planes. */
  readonly output: Float32Array;
  readonly width: number;
  readonly height: number;
}

/**
 * Carries the network's change back into the picture's own space, for a window of the tile:
 * result = own + (fromSrgb(network's output) - fromSrgb(network's input)). What lay outside sRGB or over the range
 * keeps its excess, and a network that changes nothing returns its input bit for bit. Fills `result`, interleaved, and
 * returns its sum: not finite where one of its values is not.
 */
export function carryChange(
  tile: RestoredTile,
  window: TileWindow,
  result: Float32Array,
  space: ColourSpace,
  pool: BufferPool,
): number {
  if (space.isSrgb) return addChange(tile, window, result);
  windowFromPlanes(tile.output, tile.width, tile.height, window, result);
  const before = pool.take(result.length);
  windowFromPlanes(tile.seen, tile.width, tile.height, window, before);
  space.fromSrgb(result);
  space.fromSrgb(before);
  const rowLength = window.width * 3;
  let sum = 0;
  for (let y = 0; y < window.height; y += 1) {
    let from = ((window.top + y) * tile.width + window.left) * 3;
    const end = (y + 1) * rowLength;
    for (let i = y * rowLength; i < end; i += 1, from += 1) {
      const value = (tile.own[from] as number) + ((result[i] as number) - (before[i] as number));
      result[i] = value;
      sum += value;
    }
  }
  pool.give(before);
  return sum;
}

/** The same for sRGB, where nothing needs converting, in one go. */
function addChange(tile: RestoredTile, window: TileWindow, result: Float32Array): number {
  let sum = 0;
  for (let y = 0; y < window.height; y += 1) {
    const from = (window.top + y) * tile.width + window.left;
    sum += addRowChange(tile, from, result.subarray(y * window.width * 3, (y + 1) * window.width * 3));
  }
  return sum;
}

function addRowChange({ own, seen, output }: RestoredTile, first: number, result: Float32Array): number {
  const plane = seen.length / 3;
  let sum = 0;
  for (let to = 0, pixel = first, from = first * 3; to < result.length; to += 3, pixel += 1, from += 3) {
    const red = (own[from] as number) + ((output[pixel] as number) - (seen[pixel] as number));
    const green = (own[from + 1] as number) + ((output[pixel + plane] as number) - (seen[pixel + plane] as number));
    const blue =
      (own[from + 2] as number) + ((output[pixel + 2 * plane] as number) - (seen[pixel + 2 * plane] as number));
    result[to] = red;
    result[to + 1] = green;
    result[to + 2] = blue;
    sum += red + green + blue;
  }
  return sum;
}
