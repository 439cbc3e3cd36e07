/** A tile of pixels as the viewer holds it, and the names of the places tiles stand in. */
import type { TilePlace } from '../../shared/logic/tilePyramid.ts';

/** Which pixels: `before`, `after`, `mask:<step>`, `before:<step>` or `after:<step>`. */
export type LayerName = string;

/** Raw RGBA, 8 bit sRGB, row by row. */
export interface TilePixels {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array<ArrayBuffer>;
}

export interface Tile extends TilePixels, TilePlace {
  readonly layer: LayerName;
  /** Revision of the picture it was asked for with. */
  readonly revision: number;
}

/** A place of one layer. A newer tile of the same place takes the older one's. */
export interface TileSlot extends TilePlace {
  readonly layer: LayerName;
}

export type SlotKey = string;

export function slotKey(slot: TileSlot): SlotKey {
  return `${slot.layer}/${slot.level}/${slot.column}/${slot.row}`;
}
