/** Tiles, masks and strokes as small canvases for the Canvas2D drawer, bounded in bytes. */
import { invariant } from '../../shared/base/assert.ts';
import type { StrokePatch } from './drawer.ts';
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
  readonly #limitBytes: number;
  /** Least recently used first. */
  readonly #held = new Map<string, Held>();
  #bytes = 0;
  #frame = 0;

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  /** A tile as it is. */
  picture(tile: Tile): Surface {
    return this.#take(slotKey(tile), tile, () => {
      const pixels = new Uint8ClampedArray(tile.pixels);
      return { canvas: canvasOf(tile.width, tile.height, pixels), hasAlpha: hasAlpha(tile.pixels) };
    });
  }

  /** A mask's tile as white with the coverage as alpha. */
  mask(tile: Tile): HTMLCanvasElement {
    return this.#take(`mask ${slotKey(tile)}`, tile, () => {
      const pixels = new Uint8ClampedArray(tile.pixels.length).fill(255);
      for (let i = 0; i < pixels.length; i += 4) pixels[i + 3] = tile.pixels[i] ?? 0;
      return { canvas: canvasOf(tile.width, tile.height, pixels), hasAlpha: true };
    }).canvas;
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
      if (this.#bytes <= this.#limitBytes) break;
      if (held.lastFrame !== this.#frame) this.#drop(key, held);
    }
    this.#frame += 1;
  }

  clear(): void {
    for (const [key, held] of this.#held) this.#drop(key, held);
  }

  #take(key: string, of: Tile | number, make: () => Surface): Surface {
    const old = this.#held.get(key);
    if (old?.of === of) {
      old.lastFrame = this.#frame;
      this.#held.delete(key);
      this.#held.set(key, old);
      return old;
    }
    if (old !== undefined) this.#drop(key, old);
    const held = { ...make(), of, lastFrame: this.#frame };
    this.#held.set(key, held);
    this.#bytes += bytesOf(held.canvas);
    return held;
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

function hasAlpha(pixels: Uint8Array): boolean {
  for (let i = 3; i < pixels.length; i += 4) if (pixels[i] !== 255) return true;
  return false;
}
