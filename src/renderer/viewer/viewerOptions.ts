/** What a viewer is made with, and what it tells. */
import type { Rect } from '../../shared/base/geometry.ts';
import type { Point } from './camera.ts';
import type { Colour } from './drawer.ts';
import type { DrawerChoice } from './drawerHost.ts';
import type { LoadTile } from './httpTiles.ts';

export interface CameraState {
  /** 1: one picture pixel on one device pixel. */
  readonly scale: number;
  /** The camera keeps the whole picture in sight. */
  readonly fits: boolean;
  /** In source pixels. */
  readonly visible: Rect;
}

export interface ViewerOptions {
  readonly loadTile: LoadTile;
  /** Default `auto`: WebGL2 on a graphics card, else Canvas2D. */
  readonly drawer?: DrawerChoice;
  readonly surround?: Colour;
  /** Colour of the mask's tint. */
  readonly accent?: Colour;
  /** Words over the two sides of a comparison. */
  readonly labels?: { readonly before: string; readonly after: string };
  readonly cacheBytes?: number;
  readonly textureBytes?: number;
  /** At most so many requests at once. */
  readonly parallelTiles?: number;
  readonly onCameraChange?: (camera: CameraState) => void;
  /** The visible part, in source pixels, once the camera rests. */
  readonly onLook?: (visible: Rect) => void;
  /** The source pixel under the pointer, at most once a frame; null when it left the picture. */
  readonly onPointerPixel?: (pixel: Point | null) => void;
  /** The wipe was dragged. */
  readonly onSplitChange?: (position: number) => void;
  /** A tile was given up after several tries. */
  readonly onTileError?: (error: unknown) => void;
}
