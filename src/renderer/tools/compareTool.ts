/** The wipe's handle: drag moves it, a double click brings it to the middle. */
import { clamp } from '../../shared/base/geometry.ts';
import type { Viewer } from '../viewer/viewer.ts';
import type { HandleTool, ToolPointer } from './tool.ts';

/** The line can be taken this far beside it, in CSS pixels. */
const reachPx = 10;

export class CompareTool implements HandleTool {
  readonly #viewer: Viewer;
  #press: { readonly offset: number; readonly from: number } | null = null;
  #isHovered = false;

  constructor(viewer: Viewer) {
    this.#viewer = viewer;
  }

  hits(pointer: ToolPointer): boolean {
    const line = this.#viewer.space.splitLine;
    return line !== null && Math.abs(pointer.canvas.x - line) <= reachPx * this.#viewer.space.pixelRatio;
  }

  hover(pointer: ToolPointer | null): void {
    if (pointer !== null) this.#viewer.setCursor('ew-resize');
    if (this.#isHovered === (pointer !== null)) return;
    this.#isHovered = pointer !== null;
    this.#viewer.moveSplit(this.#viewer.space.compare.position, this.#isHovered);
  }

  press(pointer: ToolPointer): void {
    const line = this.#viewer.space.splitLine ?? pointer.canvas.x;
    this.#press = { offset: line - pointer.canvas.x, from: this.#viewer.space.compare.position };
  }

  drag(pointer: ToolPointer): void {
    if (this.#press === null) return;
    const position = (pointer.canvas.x + this.#press.offset) / this.#viewer.space.size.width;
    this.#viewer.moveSplit(clamp(position, 0, 1), true);
  }

  release(pointer: ToolPointer): void {
    this.drag(pointer);
    this.#press = null;
  }

  cancel(): void {
    if (this.#press !== null) this.#viewer.moveSplit(this.#press.from, false);
    this.#press = null;
  }

  doublePress(): void {
    this.#viewer.moveSplit(0.5, true);
  }

  key(): boolean {
    return false;
  }

  activate(): void {
    this.#isHovered = false;
  }

  deactivate(): void {
    this.#isHovered = false;
  }
}
