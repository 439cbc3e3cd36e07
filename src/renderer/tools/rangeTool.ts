/** Picks a colour or a brightness from the picture: all that is like it becomes a part of the mask. */
import type { Point } from '../viewer/camera.ts';
import type { Viewer } from '../viewer/viewer.ts';
import type { Tool, ToolPointer } from './tool.ts';

export interface RangeToolOptions {
  readonly canDraw: () => boolean;
  /** A pixel of the source was picked; `takesAway` where Alt was held. */
  readonly onPick: (pixel: Point, takesAway: boolean) => void;
}

export class RangeTool implements Tool {
  readonly #viewer: Viewer;
  readonly #options: RangeToolOptions;

  constructor(viewer: Viewer, options: RangeToolOptions) {
    this.#viewer = viewer;
    this.#options = options;
  }

  activate(): void {
    this.hover();
  }

  deactivate(): void {
    this.#viewer.setCursor('');
  }

  hover(): void {
    const canDraw = this.#viewer.space.picture !== null && this.#options.canDraw();
    this.#viewer.setCursor(canDraw ? 'crosshair' : 'not-allowed');
  }

  press(): void {
    this.hover();
  }

  drag(): void {
    this.hover();
  }

  release(pointer: ToolPointer): void {
    const pixel = this.#viewer.space.pixelAt(pointer.canvas);
    if (pixel !== null && this.#options.canDraw()) this.#options.onPick(pixel, pointer.alt);
  }

  cancel(): void {
    this.hover();
  }

  key(): boolean {
    return false;
  }
}
