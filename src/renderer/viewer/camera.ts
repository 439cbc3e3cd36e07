/**
 * Where the picture stands on the screen: zoom, pan, fit, and the way from screen to picture and back. Screen points are
 * device pixels from the viewport's top left corner; scale 1 is one picture pixel on one device pixel.
 */
import { clamp, type Rect, type Size } from '../../shared/base/geometry.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Scale and the picture's top left corner in whole device pixels, so that pixels at 100 % fall on pixels. */
export interface Transform {
  readonly scale: number;
  readonly left: number;
  readonly top: number;
}

export const largestScale = 32;
const leastScale = 1 / 64;
const steps = [1 / 64, 1 / 32, 1 / 16, 1 / 8, 1 / 4, 1 / 3, 1 / 2, 2 / 3, 1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 32];

export class Camera {
  #picture: Size = { width: 1, height: 1 };
  #viewport: Size = { width: 1, height: 1 };
  #margin = 0;
  #scale = 1;
  #centre: Point = { x: 0.5, y: 0.5 };
  #fits = true;

  /** The camera follows the viewport: the whole picture is to be seen. */
  get fits(): boolean {
    return this.#fits;
  }

  get scale(): number {
    return this.#scale;
  }

  get picture(): Size {
    return this.#picture;
  }

  get viewport(): Size {
    return this.#viewport;
  }

  /** A picture of another size; keeps the place where only the resolution changed (a step that enlarges). */
  setPicture(size: Size, keepPlace = false): void {
    const ratio = size.width / this.#picture.width;
    this.#centre = keepPlace
      ? { x: this.#centre.x * ratio, y: (this.#centre.y * size.height) / this.#picture.height }
      : { x: size.width / 2, y: size.height / 2 };
    this.#picture = size;
    if (keepPlace && !this.#fits) this.#setScale(this.#scale / ratio);
    else this.fit();
  }

  /** The part of the screen the picture is shown in, in device pixels; `margin` is left free around a fitted picture. */
  setViewport(size: Size, margin: number): void {
    this.#viewport = { width: Math.max(1, size.width), height: Math.max(1, size.height) };
    this.#margin = margin;
    if (this.#fits) this.fit();
    else this.#clampCentre();
  }

  /** Scale at which the whole picture is seen; never larger than 100 %. */
  fitScale(): number {
    const room = (side: number): number => Math.max(side - 2 * this.#margin, side / 2, 1);
    const { width, height } = this.#viewport;
    return Math.min(1, room(width) / this.#picture.width, room(height) / this.#picture.height);
  }

  fit(): void {
    this.#fits = true;
    this.#scale = this.fitScale();
    this.#centre = { x: this.#picture.width / 2, y: this.#picture.height / 2 };
  }

  /** Zooms so that the picture's point under `about` stays there, as far as the picture still fills the screen. */
  zoomTo(scale: number, about: Point = this.#middle()): void {
    const { x, y } = this.#middle();
    const [offX, offY] = [about.x - x, about.y - y];
    const before = { x: this.#centre.x + offX / this.#scale, y: this.#centre.y + offY / this.#scale };
    this.#fits = false;
    this.#scale = clamp(scale, this.#smallestScale(), largestScale);
    this.#centre = { x: before.x - offX / this.#scale, y: before.y - offY / this.#scale };
    this.#clampCentre();
  }

  /** The next larger (1) or smaller (-1) of the usual zoom steps; the fitting scale is one of them. */
  zoomStep(direction: 1 | -1, about: Point = this.#middle()): void {
    const fit = this.fitScale();
    const all = [...steps, fit].sort((a, b) => a - b);
    const next =
      direction > 0
        ? all.find((step) => step > this.#scale * 1.001)
        : all.findLast((step) => step < this.#scale * 0.999 && step >= this.#smallestScale());
    if (next === undefined) return;
    if (next === fit) this.fit();
    else this.zoomTo(next, about);
  }

  /** Moves the picture on the screen by device pixels. */
  panBy(x: number, y: number): void {
    this.#centre = { x: this.#centre.x - x / this.#scale, y: this.#centre.y - y / this.#scale };
    this.#clampCentre();
    const fitted = this.#scale === this.fitScale();
    this.#fits = this.#fits && fitted;
  }

  /** Brings a point of the picture to the middle of the screen. */
  centreOn(point: Point): void {
    this.#centre = point;
    this.#fits = false;
    this.#clampCentre();
  }

  transform(): Transform {
    const { width, height } = this.#viewport;
    return {
      scale: this.#scale,
      left: Math.round(width / 2) - Math.round(this.#centre.x * this.#scale),
      top: Math.round(height / 2) - Math.round(this.#centre.y * this.#scale),
    };
  }

  toPicture(screen: Point): Point {
    const { scale, left, top } = this.transform();
    return { x: (screen.x - left) / scale, y: (screen.y - top) / scale };
  }

  toScreen(picture: Point): Point {
    const { scale, left, top } = this.transform();
    return { x: picture.x * scale + left, y: picture.y * scale + top };
  }

  /** Whole picture pixels of which anything is on screen; empty (width or height 0) where none is. */
  visible(): Rect {
    const { scale, left, top } = this.transform();
    const first = { x: Math.floor(-left / scale + 1e-9), y: Math.floor(-top / scale + 1e-9) };
    const last = {
      x: Math.ceil((this.#viewport.width - left) / scale - 1e-9),
      y: Math.ceil((this.#viewport.height - top) / scale - 1e-9),
    };
    const x = clamp(first.x, 0, this.#picture.width);
    const y = clamp(first.y, 0, this.#picture.height);
    return {
      left: x,
      top: y,
      width: clamp(last.x, 0, this.#picture.width) - x,
      height: clamp(last.y, 0, this.#picture.height) - y,
    };
  }

  #setScale(scale: number): void {
    this.#scale = clamp(scale, this.#smallestScale(), largestScale);
    this.#clampCentre();
  }

  #middle(): Point {
    return { x: Math.round(this.#viewport.width / 2), y: Math.round(this.#viewport.height / 2) };
  }

  #smallestScale(): number {
    const fit = this.fitScale();
    return fit <= leastScale ? fit : Math.max(leastScale, fit / 2);
  }

  /** A picture smaller than the screen stays in the middle; a larger one never leaves a gap at its edge. */
  #clampCentre(): void {
    const along = (centre: number, picture: number, viewport: number): number => {
      const half = viewport / 2 / this.#scale;
      return 2 * half >= picture ? picture / 2 : clamp(centre, half, picture - half);
    };
    this.#centre = {
      x: along(this.#centre.x, this.#picture.width, this.#viewport.width),
      y: along(this.#centre.y, this.#picture.height, this.#viewport.height),
    };
  }
}
