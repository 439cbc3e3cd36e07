/** Tiles, masks and strokes as small canvases for the Canvas2D drawer, bounded in bytes; making them is spread over frames. */
import { invariant } from '../../shared/base/assert.ts';
import type { DrawerLimits, StrokePatch } from './drawer.ts';
import { slotKey, type Tile } from './tile.ts';

interface Surface {
  readonly canvas: HTMLCanvasElement;
  readonly hasAlpha: boolean;
}

interface Held extends Surface {
  /** What it shows: the tile, or the version of a stroke. */
  readonly of: Tile | number;
  lastFrame: number;
}

export class SurfaceCache {
  readonly #limits: DrawerLimits;
  /** Least recently used first. */
  readonly #held = new Map<string, Held>();
  #bytes = 0;
  #madeBytes = 0;
  #hasMore = false;
  #frame = 0;

  constructor(limits: DrawerLimits) {
    this.#limits = limits;
  }

  /** Something was put off to the next frame. */
  get hasMore(): boolean {
    return this.#hasMore;
  }

  /**
   * Makes the surface of a tile if this frame has room for it; an older one of its place counts as ready. The first frame
   * takes all: it stands in for a drawer whose graphics card went away, and must not show less.
   */
  prepare(tile: Tile): boolean {
    const old = this.#held.get(slotKey(tile));
    const bytes = tile.pixels.byteLength;
    const isFull = this.#frame > 0 && this.#madeBytes > 0 && this.#madeBytes + bytes > this.#limits.frameBytes;
    if (old?.of !== tile && isFull) {
      this.#hasMore = true;
      if (old === undefined) return false;
      this.#touch(slotKey(tile), old);
      return true;
    }
    if (old?.of !== tile) this.#madeBytes += bytes;
    this.#take(slotKey(tile), tile, () => (isMask(tile) ? coverageOf(tile) : pictureOf(tile)));
    return true;
  }

  /** The surface of a tile's place, after `prepare` answered true: a picture as it is, a mask as white with the coverage as alpha. */
  tile(tile: Tile): Surface {
    const held = this.#held.get(slotKey(tile));
    invariant(held !== undefined, 'a tile is prepared before it is drawn');
    return held;
  }

  /** A stroke as white with the coverage as alpha. */
  stroke(patch: StrokePatch): HTMLCanvasElement {
    return this.#take(`stroke ${patch.id}`, patch.version, () => {
      const pixels = new Uint8ClampedArray(patch.bytes.length * 4).fill(255);
      for (let i = 0; i < patch.bytes.length; i += 1) pixels[i * 4 + 3] = patch.bytes[i] ?? 0;
      return { canvas: canvasOf(patch.width, patch.height, pixels), hasAlpha: true };
    }).canvas;
  }

  /** Makes room, sparing what this frame used. */
  endFrame(): void {
    for (const [key, held] of this.#held) {
      if (this.#bytes <= this.#limits.totalBytes) break;
      if (held.lastFrame !== this.#frame) this.#drop(key, held);
    }
    this.#frame += 1;
    this.#madeBytes = 0;
    this.#hasMore = false;
  }

  clear(): void {
    for (const [key, held] of this.#held) this.#drop(key, held);
  }

  #take(key: string, of: Tile | number, make: () => Surface): Surface {
    const old = this.#held.get(key);
    if (old?.of === of) {
      this.#touch(key, old);
      return old;
    }
    if (old !== undefined) this.#drop(key, old);
    const held = { ...make(), of, lastFrame: this.#frame };
    this.#held.set(key, held);
    this.#bytes += bytesOf(held.canvas);
    return held;
  }

  #touch(key: string, held: Held): void {
    held.lastFrame = this.#frame;
    this.#held.delete(key);
    this.#held.set(key, held);
  }

  #drop(key: string, held: Held): void {
    this.#held.delete(key);
    this.#bytes -= bytesOf(held.canvas);
    // Frees the pixels at once instead of at the next garbage collection.
    held.canvas.width = 0;
  }
}

function bytesOf(canvas: HTMLCanvasElement): number {
  return canvas.width * canvas.height * 4;
}

function canvasOf(width: number, height: number, pixels: Uint8ClampedArray<ArrayBuffer>): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  invariant(context !== null, 'a canvas has a 2D context');
  context.putImageData(new ImageData(pixels, width, height), 0, 0);
  return canvas;
}

function isMask(tile: Tile): boolean {
  return tile.layer.startsWith('mask:');
}

function pictureOf({ width, height, pixels }: Tile): Surface {
  const { buffer, byteOffset, byteLength } = pixels;
  // The tile's own bytes, not a copy of them.
  const shared = new Uint8ClampedArray(buffer, byteOffset, byteLength);
  return { canvas: canvasOf(width, height, shared), hasAlpha: hasAlpha(pixels) };
}

function coverageOf({ width, height, pixels }: Tile): Surface {
  const white = new Uint8ClampedArray(pixels.length).fill(255);
  for (let i = 0; i < white.length; i += 4) white[i + 3] = pixels[i] ?? 0;
  return { canvas: canvasOf(width, height, white), hasAlpha: true };
}

function hasAlpha(pixels: Uint8Array): boolean {
  for (let i = 3; i < pixels.length; i += 4) if (pixels[i] !== 255) return true;
  return false;
}
