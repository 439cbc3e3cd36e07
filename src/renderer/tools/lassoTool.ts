/** Draws a closed line around a part of the picture. Alt takes away instead of adding; Escape drops it. */
import type { ComponentOf, MaskMode } from '../../shared/model/mask.ts';
import type { Point } from '../viewer/camera.ts';
import { DrawingTool } from './drawingTool.ts';
import type { PartOptions } from './shapeTool.ts';
import type { Tool, ToolPointer } from './tool.ts';

export interface LassoToolOptions extends PartOptions {
  readonly onLasso: (lasso: ComponentOf<'lasso'>) => void;
}

/** A longer line keeps every second of its points, and goes on with steps twice as long. */
const mostPoints = 9000;
/** Points closer together than this, in CSS pixels, say nothing new. */
const leastStep = 1.5;

export class LassoTool extends DrawingTool<LassoToolOptions> implements Tool {
  #points: Point[] = [];
  #step = leastStep;
  #mode: MaskMode = 'add';

  press(pointer: ToolPointer): void {
    if (!this.canDraw()) return;
    this.#mode = pointer.alt ? 'subtract' : this.options.mode();
    this.#points = [pointer.source];
    this.#step = leastStep;
  }

  drag(pointer: ToolPointer): void {
    const { pixelRatio, sourceScale } = this.viewer.space;
    for (const { source } of pointer.samples) {
      const last = this.#points.at(-1);
      if (last === undefined) return;
      const way = Math.hypot(source.x - last.x, source.y - last.y) * sourceScale;
      if (way >= this.#step * pixelRatio) this.#points.push(source);
      if (this.#points.length < mostPoints) continue;
      this.#points = this.#points.filter((_, index) => index % 2 === 0);
      this.#step *= 2;
    }
    this.viewer.setShape({
      lines: [{ points: this.#points, closed: true, dashed: false }],
      handles: [],
      filled: this.#mode === 'add',
    });
  }

  release(pointer: ToolPointer): void {
    this.drag(pointer);
    const points = this.#points;
    this.cancel();
    if (points.length < 3) return;
    const numbers = points.flatMap(({ x, y }) => [round(x), round(y)]);
    this.options.onLasso({ kind: 'lasso', mode: this.#mode, inverted: false, points: numbers });
  }

  cancel(): void {
    if (this.#points.length > 0) this.viewer.setShape(null);
    this.#points = [];
  }

  key(): boolean {
    return false;
  }
}

/** Points travel as text: a hundredth of a pixel is enough. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}
