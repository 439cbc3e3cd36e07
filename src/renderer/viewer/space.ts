/**
 * Where things are: client coordinates, device pixels of the canvas, device pixels of one view (as the camera counts),
 * pixels of the picture, pixels of its source.
 */
import type { Rect, Size } from '../../shared/base/geometry.ts';
import { Camera, type Point } from './camera.ts';
import type { Area } from './drawer.ts';
import type { StrokePlace } from './liveStroke.ts';
import { type Compare, pictureClips, splitX } from './scene.ts';
import type { ScreenSize } from './screenSize.ts';
import { type ShownPicture, sourceOf } from './shownPicture.ts';

export class Space {
  readonly camera = new Camera();
  picture: ShownPicture | null = null;
  compare: Compare = { mode: 'none', position: 0.5 };
  readonly #screen: ScreenSize;

  constructor(screen: ScreenSize) {
    this.#screen = screen;
  }

  /** Of the canvas, in device pixels. */
  get size(): Size {
    return this.#screen.size;
  }

  /** Device pixels per CSS pixel. */
  get pixelRatio(): number {
    return this.#screen.pixelRatio;
  }

  /** Device pixels per source pixel. */
  get sourceScale(): number {
    return this.camera.scale / this.#sourcePerPicture()[0];
  }

  /** The wipe's line in device pixels of the canvas; null where there is none. */
  get splitLine(): number | null {
    return this.compare.mode === 'split' && this.picture !== null ? splitX(this.size, this.compare) : null;
  }

  /** The parts of the canvas that show the picture. */
  clips(): readonly [Rect, ...Rect[]] {
    return pictureClips(this.size, this.compare, this.pixelRatio);
  }

  /** From an event's client coordinates to the canvas. */
  toCanvas(event: { readonly clientX: number; readonly clientY: number }): Point {
    return this.#screen.toCanvas(event);
  }

  /** From the canvas to the view under the point. */
  toView(canvas: Point): Point {
    const { left, top } = this.#clipAt(canvas);
    return { x: canvas.x - left, y: canvas.y - top };
  }

  /** From the canvas to source pixels: not whole, perhaps outside of the picture. */
  toSource(canvas: Point): Point {
    const point = this.camera.toPicture(this.toView(canvas));
    const [x, y] = this.#sourcePerPicture();
    return { x: point.x * x, y: point.y * y };
  }

  /** The whole source pixel under a point of the canvas, or null outside of the picture. */
  pixelAt(canvas: Point): Point | null {
    if (this.picture === null) return null;
    const { x, y } = this.toSource(canvas);
    const { width, height } = sourceOf(this.picture);
    return x >= 0 && y >= 0 && x < width && y < height ? { x: Math.floor(x), y: Math.floor(y) } : null;
  }

  /** The visible part of the picture in whole source pixels. */
  visible(): Rect {
    const { left, top, width, height } = this.camera.visible();
    const [x, y] = this.#sourcePerPicture();
    const [firstX, firstY] = [Math.floor(left * x), Math.floor(top * y)];
    return {
      left: firstX,
      top: firstY,
      width: Math.ceil((left + width) * x) - firstX,
      height: Math.ceil((top + height) * y) - firstY,
    };
  }

  /** The whole picture on the canvas, in the view that shows the result. */
  pictureArea(): Area {
    const { scale, left, top } = this.camera.transform();
    const clip = this.clips().at(-1);
    const { width, height } = this.camera.picture;
    return { left: left + (clip?.left ?? 0), top, width: width * scale, height: height * scale };
  }

  /** From source pixels to the canvas, in the view that shows the result. */
  sourceToCanvas(area: Area): Area {
    const whole = this.pictureArea();
    const [x, y] = this.#sourcePerPicture();
    const { scale } = this.camera;
    return {
      left: whole.left + (area.left * scale) / x,
      top: whole.top + (area.top * scale) / y,
      width: (area.width * scale) / x,
      height: (area.height * scale) / y,
    };
  }

  /** How the source lies under a point of the canvas. */
  strokePlace(canvas: Point): StrokePlace {
    const { left, top } = this.camera.transform();
    const clip = this.#clipAt(canvas);
    return { scale: this.sourceScale, left: left + clip.left, top: top + clip.top, clip };
  }

  #clipAt(canvas: Point): Rect {
    const clips = this.clips();
    return clips.findLast(({ left }) => canvas.x >= left) ?? clips[0];
  }

  /** Source pixels per picture pixel, across and down. */
  #sourcePerPicture(): readonly [number, number] {
    if (this.picture === null) return [1, 1];
    const source = sourceOf(this.picture);
    return [source.width / this.picture.width, source.height / this.picture.height];
  }
}
