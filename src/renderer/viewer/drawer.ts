/** What a drawer is given to draw: views of tiles, a mask over them, and nothing about documents or tools. */
import type { Rect, Size } from '../../shared/base/geometry.ts';
import type { Tile } from './tile.ts';

/** A rectangle in device pixels or tile pixels that need not be whole. */
export type Area = Rect;

/** Red, green, blue, each 0 to 1, in the canvas' colour space. */
export type Colour = readonly [number, number, number];

/** A part of a tile on the screen. */
export interface Quad {
  readonly tile: Tile;
  /** In pixels of the tile. */
  readonly source: Area;
  /** In device pixels of the canvas. */
  readonly target: Area;
  /** Show the tile's pixels as squares rather than blurred: for full-size tiles at 100 % and above. */
  readonly crisp: boolean;
}

/** A stroke that the mask's tiles do not show yet. */
export interface StrokePatch {
  readonly id: number;
  readonly width: number;
  readonly height: number;
  /** Coverage times flow, 0 to 255. */
  readonly bytes: Uint8Array;
  /** Grows with each change of `bytes`. */
  readonly version: number;
  readonly erase: boolean;
  readonly target: Area;
  /** Show its pixels as squares: the raster is coarser than the screen. */
  readonly crisp: boolean;
}

/** The mask over a view. Its tiles carry the coverage in the red channel. */
export interface MaskPass {
  readonly quads: readonly Quad[];
  readonly strokes: readonly StrokePatch[];
  /** `tint`: the accent over the picture; `grey`: the mask itself in place of the picture. */
  readonly style: 'tint' | 'grey';
}

/** One look at the picture: a part of the canvas with its own layer or zoom. */
export interface View {
  /** Whole device pixels that this view may draw on. */
  readonly clip: Rect;
  /** Draw only inside the circle that fits into `clip`: the loupe. */
  readonly round: boolean;
  /** Where the whole picture would lie, in device pixels. */
  readonly picture: Area;
  readonly quads: readonly Quad[];
  readonly mask: MaskPass | null;
}

export interface Scene {
  /** Of the canvas, in device pixels. */
  readonly size: Size;
  readonly surround: Colour;
  readonly tint: Colour;
  /** Share of the tint where the mask is full. */
  readonly tintOpacity: number;
  /** In order, later ones over earlier ones. */
  readonly views: readonly View[];
}

export interface DrawerLimits {
  /** All tiles that are ready to be drawn, together, in bytes. */
  readonly totalBytes: number;
  /** Made ready in one frame, in bytes; at least one tile. */
  readonly frameBytes: number;
}

export interface Drawer {
  readonly kind: 'webgl2' | 'canvas2d';
  readonly canvas: HTMLCanvasElement;
  /**
   * Makes a tile ready to be drawn in this frame; an older tile of its place will do meanwhile. False: not in this frame,
   * because it would take too long; ask again in the next one.
   */
  prepare(tile: Tile): boolean;
  /** True where `prepare` put something off. */
  readonly hasMore: boolean;
  draw(scene: Scene): void;
  /** Forgets all tiles, e.g. for another picture. */
  clear(): void;
  dispose(): void;
}

/** Side of a square of the board behind transparent pixels, and its two greys (0 to 255). */
export const board = { side: 8, light: 204, dark: 153 } as const;
