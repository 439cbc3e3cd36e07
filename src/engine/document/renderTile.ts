import { AppError } from '../../shared/base/errors.ts';
import { clamp, type Rect } from '../../shared/base/geometry.ts';
import type { StepId } from '../../shared/base/ids.ts';
import { sentence } from '../../shared/base/sentence.ts';
import type { Tile } from '../../shared/contract/hosting.ts';
import { type TileAddress, tileSize } from '../../shared/contract/tileAddress.ts';
import { tileRect } from '../../shared/logic/tilePyramid.ts';
import { BufferPool } from '../tiling/bufferPool.ts';
import { pipelineChannels } from '../tiling/floatSource.ts';
import type { Leveled } from './leveled.ts';
import type { OpenPicture } from './openPicture.ts';

const pool = new BufferPool();
/** Few enough rows that what steps make of them stays in the processor's own memory. */
const rowsAtOnce = 128;

/** A layer as the address names it, with how much larger than the source it is. Throws `input-missing` for a step that is gone. */
export function layerOf(picture: OpenPicture, layer: string): { readonly levels: Leveled; readonly scale: number } {
  if (layer === 'before') return { levels: picture.pyramid, scale: 1 };
  if (layer === 'after') return lastOf(picture, picture.links);
  if (layer.startsWith('state:')) return lastOf(picture, picture.linksAt(Number(layer.slice('state:'.length))));
  const [side, id] = layer.split(':');
  const link = picture.link(id as StepId);
  if (side === 'after') return { levels: link.output, scale: link.scale };
  return { levels: link.input, scale: Math.round(link.input.width / picture.source.width) };
}

function lastOf(picture: OpenPicture, links: OpenPicture['links']): ReturnType<typeof layerOf> {
  const last = links.at(-1);
  return { levels: last?.output ?? picture.pyramid, scale: last?.scale ?? 1 };
}

/** Pixels of one tile as a screen shows them. Throws `input-missing` for a place or a step that is not there. */
export async function renderTile(picture: OpenPicture, address: TileAddress, signal?: AbortSignal): Promise<Tile> {
  const { revision } = picture;
  if (address.layer.startsWith('mask:')) return { revision, ...maskTile(picture, address) };
  const { levels, scale } = layerOf(picture, address.layer);
  const rect = placeOf(levels, address);
  const pixels = new Uint8Array(rect.width * rect.height * 4);
  const source = levels.at(address.level);
  await pool.lend(rect.width * rowsAtOnce * pipelineChannels, async (whole) => {
    for (let row = 0; row < rect.height; row += rowsAtOnce) {
      const strip = { ...rect, top: rect.top + row, height: Math.min(rowsAtOnce, rect.height - row) };
      const values = whole.subarray(0, strip.width * strip.height * pipelineChannels);
      await source.readRect(strip, values, signal);
      picture.source.colourSpace.toSrgb(values);
      toBytes(values, pixels.subarray(row * rect.width * 4, (row + strip.height) * rect.width * 4));
    }
  });
  putAlpha(picture, rect, 2 ** address.level / scale, pixels);
  return { revision, width: rect.width, height: rect.height, pixels };
}

/** Coverage as grey: white where the step works. */
function maskTile(picture: OpenPicture, address: TileAddress): Omit<Tile, 'revision'> {
  const { step } = picture.link(address.layer.slice('mask:'.length) as StepId);
  const rect = placeOf(picture.source, address);
  const pixels = new Uint8Array(rect.width * rect.height * 4);
  if (step.mask !== null) {
    const values = pool.take(rect.width * rect.height);
    picture.masks.coverage(step.mask, 1 / 2 ** address.level).readRect(rect, values);
    for (let i = 0, to = 0; i < values.length; i += 1, to += 4) {
      const grey = Math.round((values[i] as number) * 255);
      pixels[to] = grey;
      pixels[to + 1] = grey;
      pixels[to + 2] = grey;
    }
    pool.give(values);
  }
  for (let i = 3; i < pixels.length; i += 4) pixels[i] = 255;
  return { width: rect.width, height: rect.height, pixels };
}

function placeOf(size: { width: number; height: number }, { level, column, row }: TileAddress): Rect {
  const rect = tileRect({ width: size.width, height: size.height, tileSize }, { level, column, row });
  if (rect === null) throw new AppError('input-missing', sentence('said.tileGone'));
  return rect;
}

function toBytes(values: Float32Array, pixels: Uint8Array): void {
  // Written four at a time, lowest first as on every machine that Patina runs on: half the time of one by one.
  const packed = new Int32Array(pixels.buffer, pixels.byteOffset, pixels.byteLength / 4);
  for (let from = 0, to = 0; to < packed.length; from += 3, to += 1) {
    let red = ((values[from] as number) * 255 + 0.5) | 0;
    let green = ((values[from + 1] as number) * 255 + 0.5) | 0;
    let blue = ((values[from + 2] as number) * 255 + 0.5) | 0;
    if (((red | green | blue) & ~255) !== 0) {
      red = clamp(red, 0, 255);
      green = clamp(green, 0, 255);
      blue = clamp(blue, 0, 255);
    }
    packed[to] = red | (green << 8) | (blue << 16) | 0xff000000;
  }
}

/** Transparency of the source under each pixel; `step` is source pixels per pixel of the tile. */
function putAlpha({ source }: OpenPicture, rect: Rect, step: number, pixels: Uint8Array): void {
  const { alpha, width, height } = source;
  if (alpha === null) return;
  const shift = alpha instanceof Uint16Array ? 8 : 0;
  for (let y = 0, to = 3; y < rect.height; y += 1) {
    const row = Math.min(height - 1, Math.floor((rect.top + y + 0.5) * step)) * width;
    for (let x = 0; x < rect.width; x += 1, to += 4) {
      const column = Math.min(width - 1, Math.floor((rect.left + x + 0.5) * step));
      pixels[to] = (alpha[row + column] as number) >> shift;
    }
  }
}
