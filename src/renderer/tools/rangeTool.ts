/** Picks a colour or a brightness from the picture: all that is like it becomes a part of the mask. */
import type { Point } from '../viewer/camera.ts';
import { type DrawingOptions, DrawingTool } from './drawingTool.ts';
import type { Tool, ToolPointer } from './tool.ts';

export interface RangeToolOptions extends DrawingOptions {
  /** A pixel of the source was picked; `takesAway` where Alt was held. */
  readonly onPick: (pixel: Point, takesAway: boolean) => void;
}

export class RangeTool extends DrawingTool<RangeToolOptions> implements Tool {
  press(): void {
    this.hover();
  }

  drag(): void {
    this.hover();
  }

  release(pointer: ToolPointer): void {
    const pixel = this.viewer.space.pixelAt(pointer.canvas);
    if (pixel !== null && this.canDraw()) this.options.onPick(pixel, pointer.alt);
  }

  cancel(): void {
    this.hover();
  }

  key(): boolean {
    return false;
  }
}
