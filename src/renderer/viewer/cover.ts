/**
 * Covers what is on screen with tiles: the wanted one where it is ready, else the part of a coarser one that shows the
 * same, with whatever finer ones are ready over it. So nothing ever goes blank that was once seen.
 */
import type { Rect, Size } from '../../shared/base/geometry.ts';
import {
  ancestor,
  levelForScale,
  type Pyramid,
  pictureRect,
  placesOf,
  type TilePlace,
  tilesOver,
  topLevel,
} from '../../shared/logic/tilePyramid.ts';
import type { Point, Transform } from './camera.ts';
import type { Area, Quad } from './drawer.ts';
import type { LayerName, Tile, TileSlot } from './tile.ts';

/** How many levels finer than wanted are looked through for a stand-in. */
const finerLevels = 2;

/** A layer laid out on the screen. */
export interface LayerView {
  readonly layer: LayerName;
  /** The layer's own pyramid; its size may differ from the picture's where a step enlarges. */
  readonly pyramid: Pyramid;
  /** Device pixels per layer pixel, and the place of the layer's top left corner in device pixels. */
  readonly scaleX: number;
  readonly scaleY: number;
  readonly left: number;
  readonly top: number;
  /** The part of the canvas to be covered. */
  readonly clip: Rect;
}

/** Lays a layer of some size over a picture of another. */
export function layOut(layer: LayerName, pyramid: Pyramid, picture: Size, at: Transform, clip: Rect): LayerView {
  return {
    layer,
    pyramid,
    scaleX: (at.scale * picture.width) / pyramid.width,
    scaleY: (at.scale * picture.height) / pyramid.height,
    left: at.left,
    top: at.top,
    clip,
  };
}

/** The places wanted for a view: as fine as the screen, those nearest to `focus` (device pixels) first. */
export function visiblePlaces(view: LayerView, focus: Point): TilePlace[] {
  return placesAt(view, levelForScale(view.pyramid, Math.max(view.scaleX, view.scaleY)), 0, focus);
}

/** Places a level coarser, one tile beyond the edge of the view: ready when the picture is moved. */
export function nearbyPlaces(view: LayerView, focus: Point): TilePlace[] {
  const level = levelForScale(view.pyramid, Math.max(view.scaleX, view.scaleY)) + 1;
  return level > topLevel(view.pyramid) ? [] : placesAt(view, level, view.pyramid.tileSize * 2 ** (level - 1), focus);
}

function placesAt(view: LayerView, level: number, margin: number, focus: Point): TilePlace[] {
  const left = Math.floor((view.clip.left - view.left) / view.scaleX - margin);
  const top = Math.floor((view.clip.top - view.top) / view.scaleY - margin);
  const right = Math.ceil((view.clip.left + view.clip.width - view.left) / view.scaleX + margin);
  const bottom = Math.ceil((view.clip.top + view.clip.height - view.top) / view.scaleY + margin);
  const range = tilesOver(view.pyramid, level, { left, top, width: right - left, height: bottom - top });
  if (range === null) return [];
  const span = view.pyramid.tileSize * 2 ** level;
  const distance = (place: TilePlace): number =>
    Math.hypot(
      (place.column + 0.5) * span * view.scaleX + view.left - focus.x,
      (place.row + 0.5) * span * view.scaleY + view.top - focus.y,
    );
  return placesOf(range).sort((a, b) => distance(a) - distance(b));
}

/** Ready tiles of a place, or null: answers only what can be drawn in this frame. */
export type ReadyTile = (slot: TileSlot) => Tile | null;

/** The quads that cover one wanted place, coarser ones first. */
export function coverPlace(view: LayerView, place: TilePlace, ready: ReadyTile): Quad[] {
  const part = pictureRect(view.pyramid, place);
  if (part === null) return [];
  const tile = ready({ ...place, layer: view.layer });
  if (tile !== null) return [quadOf(view, tile, part)];
  return [...coarser(view, place, part, ready), ...finer(view, place, ready, finerLevels)];
}

function coarser(view: LayerView, place: TilePlace, part: Rect, ready: ReadyTile): Quad[] {
  for (let level = place.level + 1; level <= topLevel(view.pyramid); level += 1) {
    const tile = ready({ ...ancestor(place, level), layer: view.layer });
    if (tile !== null) return [quadOf(view, tile, part)];
  }
  return [];
}

function finer(view: LayerView, place: TilePlace, ready: ReadyTile, levels: number): Quad[] {
  if (levels === 0 || place.level === 0) return [];
  return [0, 1, 2, 3].flatMap((quarter) => {
    const child = {
      level: place.level - 1,
      column: place.column * 2 + (quarter % 2),
      row: place.row * 2 + Math.floor(quarter / 2),
    };
    const part = pictureRect(view.pyramid, child);
    if (part === null) return [];
    const tile = ready({ ...child, layer: view.layer });
    return tile === null ? finer(view, child, ready, levels - 1) : [quadOf(view, tile, part)];
  });
}

/** The part of the picture that a tile is to show, from tile pixels to device pixels. */
function quadOf(view: LayerView, tile: Tile, part: Rect): Quad {
  const step = 2 ** tile.level;
  const source: Area = {
    left: part.left / step - tile.column * view.pyramid.tileSize,
    top: part.top / step - tile.row * view.pyramid.tileSize,
    width: part.width / step,
    height: part.height / step,
  };
  const target: Area = {
    left: part.left * view.scaleX + view.left,
    top: part.top * view.scaleY + view.top,
    width: part.width * view.scaleX,
    height: part.height * view.scaleY,
  };
  return { tile, source, target, crisp: tile.level === 0 && view.scaleX >= 1 };
}
