/** The handles of the chosen part of a mask: they go before the tool in hand wherever they are touched. */
import type { Point } from '../viewer/camera.ts';
import type { Viewer } from '../viewer/viewer.ts';
import { dragged, type Handle, handlesOf, type Placed } from './shapeGeometry.ts';
import type { HandleTool, ToolPointer } from './tool.ts';

export interface PartHandlesOptions {
  /** The part whose handles are shown, or null. */
  readonly part: () => Placed | null;
  /** The part while it is dragged, and once more at the end; `gesture` is the same all along one drag. */
  readonly onDrag: (before: Placed, now: Placed, gesture: string) => void;
}

/** A handle can be taken this far from its middle, in CSS pixels. */
const reach = 9;
/** The pointer has to go this far, in CSS pixels, before a touch is a drag. */
const leastWay = 2;

interface Press {
  readonly part: Placed;
  readonly handle: Handle;
  readonly at: Point;
  readonly off: Point;
  readonly gesture: string;
}

const cursors: Readonly<Record<Handle['id'], string>> = {
  move: 'move',
  turn: 'grab',
  corner: 'nwse-resize',
  from: 'crosshair',
  to: 'crosshair',
};

export class PartHandles implements HandleTool {
  readonly #viewer: Viewer;
  readonly #options: PartHandlesOptions;
  #press: Press | null = null;
  /** A handle that is only touched changes nothing. */
  #isMoved = false;

  constructor(viewer: Viewer, options: PartHandlesOptions) {
    this.#viewer = viewer;
    this.#options = options;
  }

  hits(pointer: ToolPointer): boolean {
    return this.#handleAt(pointer) !== null;
  }

  hover(pointer: ToolPointer | null): void {
    const handle = pointer === null ? null : this.#handleAt(pointer);
    if (handle !== null) this.#viewer.setCursor(cursors[handle.id]);
  }

  press(pointer: ToolPointer): void {
    const part = this.#options.part();
    const handle = this.#handleAt(pointer);
    if (part === null || handle === null) return;
    const off = { x: handle.at.x - pointer.source.x, y: handle.at.y - pointer.source.y };
    this.#press = { part, handle, at: pointer.source, off, gesture: crypto.randomUUID() };
    this.#isMoved = false;
  }

  drag(pointer: ToolPointer): void {
    if (this.#press === null) return;
    const { part, handle, at, off, gesture } = this.#press;
    this.#isMoved ||= Math.hypot(pointer.source.x - at.x, pointer.source.y - at.y) >= leastWay * this.#pixel;
    if (!this.#isMoved) return;
    const to = { x: pointer.source.x + off.x, y: pointer.source.y + off.y };
    this.#options.onDrag(part, dragged(part, handle, to, pointer.shift), gesture);
  }

  release(pointer: ToolPointer): void {
    this.drag(pointer);
    this.#press = null;
  }

  cancel(): void {
    if (this.#press !== null && this.#isMoved)
      this.#options.onDrag(this.#press.part, this.#press.part, this.#press.gesture);
    this.#press = null;
  }

  doublePress(): void {
    this.#press = null;
  }

  key(): boolean {
    return false;
  }

  activate(): void {
    this.#press = null;
  }

  deactivate(): void {
    this.#press = null;
  }

  /** A CSS pixel in pixels of the source. */
  get #pixel(): number {
    const { pixelRatio, sourceScale } = this.#viewer.space;
    return pixelRatio / sourceScale;
  }

  #handleAt({ source }: ToolPointer): Handle | null {
    const part = this.#options.part();
    if (part === null) return null;
    const pixel = this.#pixel;
    const near = handlesOf(part, pixel).map((handle) => ({
      handle,
      way: Math.hypot(handle.at.x - source.x, handle.at.y - source.y),
    }));
    const [nearest] = near.filter(({ way }) => way <= reach * pixel).sort((a, b) => a.way - b.way);
    return nearest?.handle ?? null;
  }
}
