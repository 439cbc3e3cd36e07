/**
 * A stroke while it is being painted: swept into a raster of what is on screen by the engine's own arithmetic, so that
 * the preview is what the mask will be.
 */
import type { Rect } from '../../shared/base/geometry.ts';
import { type CoverageWindow, type Dab, DabWalker, sweepDab } from '../../shared/logic/strokeDabs.ts';
import type { Stroke } from '../../shared/model/mask.ts';
import type { Area, StrokePatch } from './drawer.ts';

export type Brush = Pick<Stroke, 'size' | 'hardness' | 'flow' | 'erase'>;

/** How the source picture lies on the screen while the stroke is painted. */
export interface StrokePlace {
  /** Device pixels per source pixel. */
  readonly scale: number;
  /** Of the source's top left corner, in device pixels. */
  readonly left: number;
  readonly top: number;
  /** The part of the canvas that shows the picture. */
  readonly clip: Rect;
}

/** From source pixels to device pixels. */
export type ToScreen = (area: Area) => Area;

const maxPoints = 20_000;
let nextId = 0;

/** Something that the mask's tiles do not show yet. */
export interface LivePatch {
  patch(toScreen: ToScreen): StrokePatch;
}

/** Names a patch among all others. */
export function newPatchId(): number {
  nextId += 1;
  return nextId;
}

export class LiveStroke implements LivePatch {
  readonly #id = newPatchId();
  readonly #brush: Brush;
  readonly #walker: DabWalker;
  readonly #window: CoverageWindow;
  readonly #bytes: Uint8Array;
  readonly #points: number[] = [];
  #before: Dab | null = null;
  #version = 0;

  constructor(brush: Brush, place: StrokePlace) {
    this.#brush = brush;
    this.#walker = new DabWalker(brush.size);
    this.#window = windowOver(place);
    this.#bytes = new Uint8Array(this.#window.values.length);
  }

  /** Adds a point in source pixels; too many points are thinned out at the end by dropping further ones. */
  add(x: number, y: number, pressure: number): void {
    if (this.#points.length >= maxPoints * 3) return;
    this.#points.push(round(x), round(y), round(pressure));
    this.#sweep(this.#walker.add(round(x), round(y), round(pressure)));
  }

  /** The finished stroke. */
  end(): Stroke | null {
    this.#sweep(this.#walker.end());
    return this.#points.length === 0 ? null : { ...this.#brush, points: [...this.#points] };
  }

  patch(toScreen: ToScreen): StrokePatch {
    const { left, top, width, height, scale } = this.#window;
    const target = toScreen({ left, top, width: width / scale, height: height / scale });
    return {
      id: this.#id,
      width,
      height,
      bytes: this.#bytes,
      version: this.#version,
      erase: this.#brush.erase,
      target,
      crisp: target.width > width * 1.5,
    };
  }

  #sweep(dabs: readonly Dab[]): void {
    for (const dab of dabs) {
      const touched = sweepDab(this.#window, this.#before ?? dab, dab, this.#brush.hardness);
      this.#before = dab;
      if (touched !== null) this.#convert(touched);
    }
    if (dabs.length > 0) this.#version += 1;
  }

  #convert(touched: Rect): void {
    const share = this.#brush.flow * 255;
    for (let row = touched.top; row < touched.top + touched.height; row += 1) {
      const first = row * this.#window.width + touched.left;
      for (let at = first; at < first + touched.width; at += 1) {
        this.#bytes[at] = Math.round((this.#window.values[at] ?? 0) * share);
      }
    }
  }
}

/** Points travel as text: a hundredth of a pixel is enough. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Below 100 % one raster pixel per device pixel; above it one per source pixel, which is all that the mask has. */
function windowOver(place: StrokePlace): CoverageWindow {
  const { clip } = place;
  if (place.scale <= 1) {
    const [width, height] = [clip.width, clip.height];
    return {
      left: (clip.left - place.left) / place.scale,
      top: (clip.top - place.top) / place.scale,
      scale: place.scale,
      width,
      height,
      values: new Float32Array(width * height),
    };
  }
  const left = Math.floor((clip.left - place.left) / place.scale);
  const top = Math.floor((clip.top - place.top) / place.scale);
  const width = Math.ceil((clip.left + clip.width - place.left) / place.scale) - left;
  const height = Math.ceil((clip.top + clip.height - place.top) / place.scale) - top;
  return { left, top, scale: 1, width, height, values: new Float32Array(width * height) };
}
