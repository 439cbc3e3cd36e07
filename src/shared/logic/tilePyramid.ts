/**
 * The arithmetic of the tile pyramid, the same for the server that cuts tiles and the viewer that lays them out. Level 0
 * is the full picture; each further level has half the width and height of the one before, rounded up.
 */
import type { Rect, Size } from '../base/geometry.ts';

/** A picture as a pyramid of square tiles. */
export interface Pyramid extends Size {
  readonly tileSize: number;
}

/** One place in a pyramid. */
export interface TilePlace {
  readonly level: number;
  readonly column: number;
  readonly row: number;
}

/** Tiles from `firstColumn` to `lastColumn` and `firstRow` to `lastRow`, both included. */
export interface TileRange {
  readonly level: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
  readonly firstRow: number;
  readonly lastRow: number;
}

/** The coarsest level: the first that fits into one tile. */
export function topLevel(pyramid: Pyramid): number {
  let level = 0;
  while (Math.max(pyramid.width, pyramid.height) > pyramid.tileSize * 2 ** level) level += 1;
  return level;
}

/** Width and height of a level in its own pixels. */
export function levelSize(size: Size, level: number): Size {
  const step = 2 ** level;
  return { width: Math.ceil(size.width / step), height: Math.ceil(size.height / step) };
}

/** How many columns and rows of tiles a level has. */
export function tileGrid(pyramid: Pyramid, level: number): { readonly columns: number; readonly rows: number } {
  const { width, height } = levelSize(pyramid, level);
  return { columns: Math.ceil(width / pyramid.tileSize), rows: Math.ceil(height / pyramid.tileSize) };
}

/** The tile's rectangle in pixels of its level, cut at the right and bottom edge; null where the pyramid has no such tile. */
export function tileRect(pyramid: Pyramid, place: TilePlace): Rect | null {
  const { columns, rows } = tileGrid(pyramid, place.level);
  if (place.column < 0 || place.row < 0 || place.column >= columns || place.row >= rows) return null;
  const size = levelSize(pyramid, place.level);
  const left = place.column * pyramid.tileSize;
  const top = place.row * pyramid.tileSize;
  return {
    left,
    top,
    width: Math.min(pyramid.tileSize, size.width - left),
    height: Math.min(pyramid.tileSize, size.height - top),
  };
}

/** The part of the full picture that a tile shows, cut at the picture's edge; null where there is no such tile. */
export function pictureRect(pyramid: Pyramid, place: TilePlace): Rect | null {
  const rect = tileRect(pyramid, place);
  if (rect === null) return null;
  const step = 2 ** place.level;
  const left = rect.left * step;
  const top = rect.top * step;
  return {
    left,
    top,
    width: Math.min(rect.width * step, pyramid.width - left),
    height: Math.min(rect.height * step, pyramid.height - top),
  };
}

/** The tiles of a level that show any of a rectangle of the full picture, or null where it lies outside. */
export function tilesOver(pyramid: Pyramid, level: number, rect: Rect): TileRange | null {
  const left = Math.max(0, rect.left);
  const top = Math.max(0, rect.top);
  const right = Math.min(pyramid.width, rect.left + rect.width);
  const bottom = Math.min(pyramid.height, rect.top + rect.height);
  if (right <= left || bottom <= top) return null;
  const span = pyramid.tileSize * 2 ** level;
  return {
    level,
    firstColumn: Math.floor(left / span),
    lastColumn: Math.ceil(right / span) - 1,
    firstRow: Math.floor(top / span),
    lastRow: Math.ceil(bottom / span) - 1,
  };
}

/** The places of a range, row by row. */
export function placesOf(range: TileRange): TilePlace[] {
  const places: TilePlace[] = [];
  for (let row = range.firstRow; row <= range.lastRow; row += 1) {
    for (let column = range.firstColumn; column <= range.lastColumn; column += 1) {
      places.push({ level: range.level, column, row });
    }
  }
  return places;
}

/** The tile of a coarser level that shows the same part and more. */
export function ancestor(place: TilePlace, level: number): TilePlace {
  const step = 2 ** (level - place.level);
  return { level, column: Math.floor(place.column / step), row: Math.floor(place.row / step) };
}

/** The level with at least as many pixels as the screen: `scale` is screen pixels per pixel of the full picture. */
export function levelForScale(pyramid: Pyramid, scale: number): number {
  const level = Math.floor(Math.log2(1 / scale) + 1e-6);
  return Math.min(Math.max(level, 0), topLevel(pyramid));
}
