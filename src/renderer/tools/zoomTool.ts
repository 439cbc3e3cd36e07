/** The magnifier: a click zooms in, with Alt out, about the point; a drag to the side zooms smoothly. */
import type { Point } from '../viewer/camera.ts';
import type { Viewer } from '../viewer/viewer.ts';
import type { Tool, ToolPointer } from './tool.ts';

/** A press that moves less than this, in CSS pixels, is a click. */
const clickSlackPx = 4;
/** So far to the side doubles the zoom, in CSS pixels. */
const doublingPx = 120;

export class ZoomTool implements Tool {
  readonly #viewer: Viewer;
  #press: { readonly at: Point; readonly scale: number; isDrag: boolean } | null = null;

  constructor(viewer: Viewer) {
    this.#viewer = viewer;
  }

  activate(): void {
    this.#viewer.setCursor('zoom-in');
  }

  deactivate(): void {
    this.#viewer.setCursor('');
  }

  hover(pointer: ToolPointer | null): void {
    if (pointer !== null) this.#viewer.setCursor(pointer.alt ? 'zoom-out' : 'zoom-in');
  }

  press(pointer: ToolPointer): void {
    this.#press = { at: pointer.canvas, scale: this.#viewer.space.camera.scale, isDrag: false };
  }

  drag(pointer: ToolPointer): void {
    const press = this.#press;
    if (press === null) return;
    const way = (pointer.canvas.x - press.at.x) / this.#viewer.space.pixelRatio;
    press.isDrag ||= Math.abs(way) > clickSlackPx;
    if (press.isDrag) this.#viewer.zoomTo(press.scale * 2 ** (way / doublingPx), this.#viewer.space.toView(press.at));
  }

  release(pointer: ToolPointer): void {
    const press = this.#press;
    this.#press = null;
    if (press === null || press.isDrag) return;
    this.#viewer.zoomStep(pointer.alt ? -1 : 1, this.#viewer.space.toView(pointer.canvas));
  }

  cancel(): void {
    const press = this.#press;
    this.#press = null;
    if (press?.isDrag === true) this.#viewer.zoomTo(press.scale, this.#viewer.space.toView(press.at));
  }

  key(): boolean {
    return false;
  }
}
