/** The picture on screen and the sizes of its layers. */
import type { Rect, Size } from '../../shared/base/geometry.ts';
import type { DocumentId } from '../../shared/base/ids.ts';
import { tileSize } from '../../shared/contract/tileAddress.ts';
import type { Pyramid } from '../../shared/logic/tilePyramid.ts';
import type { LayerName, TileSlot } from './tile.ts';

/** A picture to be shown; sizes are in pixels. */
export interface ShownPicture {
  readonly document: DocumentId;
  /** Of the finished picture (`after`). */
  readonly width: number;
  readonly height: number;
  readonly revision: number;
  /** Of the source, where a step enlarges; masks, strokes, `before` and all rectangles are in its pixels. */
  readonly source?: Size;
  /** Sizes of other layers that differ from what their name says, e.g. `after:<step>` before an enlarging one. */
  readonly layerSizes?: Readonly<Record<LayerName, Size>>;
}

export function sourceOf(picture: ShownPicture): Size {
  return picture.source ?? picture;
}

/** The source and masks have the source's size, everything else the finished picture's, unless the picture says otherwise. */
export function pyramidOf(picture: ShownPicture, layer: LayerName): Pyramid {
  const isSource = layer === 'before' || layer.startsWith('mask:');
  const { width, height } = picture.layerSizes?.[layer] ?? (isSource ? sourceOf(picture) : picture);
  return { width, height, tileSize };
}

/** Whether a tile shows any of a rectangle in source pixels. */
export function showsAny(picture: ShownPicture, slot: TileSlot, rect: Rect): boolean {
  const source = sourceOf(picture);
  const { width, height } = pyramidOf(picture, slot.layer);
  const across = (tileSize * 2 ** slot.level * source.width) / width;
  const down = (tileSize * 2 ** slot.level * source.height) / height;
  return (
    slot.column * across < rect.left + rect.width &&
    rect.left < (slot.column + 1) * across &&
    slot.row * down < rect.top + rect.height &&
    rect.top < (slot.row + 1) * down
  );
}
