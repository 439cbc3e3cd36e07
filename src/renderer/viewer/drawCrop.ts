/** Draws a part of a layer into a canvas of its own: the small pictures of states. */
import type { Rect, Size } from '../../shared/base/geometry.ts';
import type { DocumentId } from '../../shared/base/ids.ts';
import { tileSize } from '../../shared/contract/tileAddress.ts';
import { levelForScale, placesOf, tileRect, tilesOver } from '../../shared/logic/tilePyramid.ts';
import type { LoadTile } from './httpTiles.ts';
import type { LayerName } from './tile.ts';

export interface Crop {
  readonly document: DocumentId;
  readonly layer: LayerName;
  readonly revision: number;
  /** Of the whole layer in its own pixels. */
  readonly size: Size;
  /** The part to draw, in pixels of the layer. */
  readonly part: Rect;
  /** About how wide it will be shown, in device pixels; it is drawn at least as large. */
  readonly shownWidth: number;
}

/** Draws the part tile by tile. Rejects where a tile does not come, and when the signal fires. */
export async function drawCrop(
  canvas: HTMLCanvasElement,
  { document, layer, revision, size, part, shownWidth }: Crop,
  loadTile: LoadTile,
  signal: AbortSignal,
): Promise<void> {
  const pyramid = { ...size, tileSize };
  const level = levelForScale(pyramid, shownWidth / part.width);
  const range = tilesOver(pyramid, level, part);
  if (range === null) return;
  const step = 2 ** level;
  const [left, top] = [Math.floor(part.left / step), Math.floor(part.top / step)];
  const tiles = await Promise.all(
    placesOf(range).map(async (place) => {
      const tile = await loadTile(document, { layer, revision, ...place }, signal);
      return { tile, rect: tileRect(pyramid, place) };
    }),
  );
  canvas.width = Math.max(1, Math.round(part.width / step));
  canvas.height = Math.max(1, Math.round(part.height / step));
  const context = canvas.getContext('2d');
  for (const { tile, rect } of tiles) {
    if (rect === null) continue;
    const pixels = new ImageData(new Uint8ClampedArray(tile.pixels), tile.width, tile.height);
    context?.putImageData(pixels, rect.left - left, rect.top - top);
  }
}
