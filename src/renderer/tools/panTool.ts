/** The hand: a drag moves the picture. */
import type { Point } from '../viewer/camera.ts';
import type { Viewer } from '../viewer/viewer.ts';
import type { Tool, ToolPointer } from './tool.ts';

export class PanTool implements Tool {
  readonly #viewer: Viewer;
  #last: Point | null = null;

  constructor(viewer: Viewer) {
    this.#viewer = viewer;
  }

  activate(): void {
    this.#viewer.setCursor('grab');
  }

  deactivate(): void {
    this.#viewer.setCursor('');
  }

  hover(pointer: ToolPointer | null): void {
    if (pointer !== null) this.#viewer.setCursor('grab');
  }

  press(pointer: ToolPointer): void {
    this.#last = pointer.canvas;
    this.#viewer.setCursor('grabbing');
  }

  drag(pointer: ToolPointer): void {
    if (this.#last === null) return;
    this.#viewer.space.camera.panBy(pointer.canvas.x - this.#last.x, pointer.canvas.y - this.#last.y);
    this.#last = pointer.canvas;
    this.#viewer.cameraMoved();
  }

  release(pointer: ToolPointer): void {
    this.drag(pointer);
    this.cancel();
  }

  cancel(): void {
    this.#last = null;
    this.#viewer.setCursor('grab');
  }

  key(): boolean {
    return false;
  }
}
