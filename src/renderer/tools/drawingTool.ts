/** What tools have in common that make a part of a mask: a cross where one can draw, another sign where one cannot. */
import type { Viewer } from '../viewer/viewer.ts';

export interface DrawingOptions {
  /** False: nothing can be drawn now, e.g. no step is selected. */
  readonly canDraw: () => boolean;
}

export abstract class DrawingTool<Options extends DrawingOptions> {
  protected readonly viewer: Viewer;
  protected readonly options: Options;

  constructor(viewer: Viewer, options: Options) {
    this.viewer = viewer;
    this.options = options;
  }

  activate(): void {
    this.hover();
  }

  deactivate(): void {
    this.viewer.setCursor('');
  }

  hover(): void {
    this.viewer.setCursor(this.canDraw() ? 'crosshair' : 'not-allowed');
  }

  /** There is a picture, and something to draw into. */
  protected canDraw(): boolean {
    return this.viewer.space.picture !== null && this.options.canDraw();
  }
}
