/**
 * Draws a rectangle, an ellipse or a gradient of a mask by a drag, shown while it is drawn. Shift keeps it even; Alt
 * takes away instead of adding; Escape drops it.
 */
import type { Shape } from '../../shared/logic/maskShapes.ts';
import type { MaskMode } from '../../shared/model/mask.ts';
import type { Point } from '../viewer/camera.ts';
import type { ShapeHandle } from '../viewer/strokePreviews.ts';
import { type DrawingOptions, DrawingTool } from './drawingTool.ts';
import { drawnShape, type ShapeKind } from './drawnShape.ts';
import { outlineOf } from './shapeGeometry.ts';
import type { Tool, ToolPointer } from './tool.ts';

/** `mode`: what a new part does to the mask. */
export interface PartOptions extends DrawingOptions {
  readonly mode: () => MaskMode;
}

export interface ShapeToolOptions extends PartOptions {
  readonly kind: () => ShapeKind;
  /** A finished shape; its preview stays until the mask's tiles show it. */
  readonly onShape: (shape: Shape) => void;
}

/** Shorter drags, in CSS pixels, are slips of the hand. */
const leastDrag = 3;

export class ShapeTool extends DrawingTool<ShapeToolOptions> implements Tool {
  #press: { readonly at: Point; readonly canvas: Point; readonly mode: MaskMode; readonly kind: ShapeKind } | null =
    null;
  #preview: ShapeHandle | null = null;
  #shape: Shape | null = null;

  press(pointer: ToolPointer): void {
    if (!this.canDraw()) return;
    const mode = pointer.alt ? 'subtract' : this.options.mode();
    this.#press = { at: pointer.source, canvas: pointer.canvas, mode, kind: this.options.kind() };
  }

  drag(pointer: ToolPointer): void {
    const press = this.#press;
    if (press === null) return;
    const way = Math.hypot(pointer.canvas.x - press.canvas.x, pointer.canvas.y - press.canvas.y);
    if (this.#shape === null && way < leastDrag * this.viewer.space.pixelRatio) return;
    const shape = drawnShape(press.kind, press.mode, press.at, pointer.source, pointer.shift);
    this.#shape = shape;
    this.viewer.setShape({ lines: outlineOf(shape), handles: [], filled: false });
    // What two masks have in common cannot be laid over what is there: the outline alone shows it.
    if (press.mode === 'intersect') return;
    this.#preview ??= this.viewer.beginShape(pointer.canvas, press.kind, press.mode === 'subtract');
    this.#preview.show(shape);
  }

  release(pointer: ToolPointer): void {
    this.drag(pointer);
    const [shape, preview] = [this.#shape, this.#preview];
    this.#forget();
    preview?.end();
    if (shape !== null) this.options.onShape(shape);
  }

  cancel(): void {
    this.#preview?.cancel();
    this.#forget();
  }

  key(): boolean {
    return false;
  }

  #forget(): void {
    if (this.#shape !== null) this.viewer.setShape(null);
    this.#press = null;
    this.#shape = null;
    this.#preview = null;
  }
}
