/**
 * Paints a mask: a press and a drag become one stroke in source pixels, shown while it is painted. Shift joins it to the
 * end of the last one by a straight line and keeps a drag upright or level; Alt erases; `[` `]` change the size, with
 * Shift the hardness; digits set the flow.
 */
import { clamp } from '../../shared/base/geometry.ts';
import type { Stroke } from '../../shared/model/mask.ts';
import type { Point } from '../viewer/camera.ts';
import type { StrokeHandle } from '../viewer/strokePreviews.ts';
import type { Viewer } from '../viewer/viewer.ts';
import type { Tool, ToolPointer } from './tool.ts';

/** Diameter in source pixels; hardness and flow from 0 to 1. */
export interface BrushSettings {
  readonly size: number;
  readonly hardness: number;
  readonly flow: number;
}

export interface BrushToolOptions {
  readonly erases: boolean;
  readonly settings: () => BrushSettings;
  readonly onSettings: (settings: BrushSettings) => void;
  /** A finished stroke; its preview stays until the mask's tiles show it, or until `drop` where it was refused. */
  readonly onStroke: (stroke: Stroke, drop: () => void) => void;
  /** The mask is shown turned inside out: what is painted on the screen is erased in it, and the other way round. */
  readonly isInverted?: () => boolean;
  /** False: nothing can be painted now, e.g. no step is selected. */
  readonly canPaint?: () => boolean;
}

const sizeStep = 1.2;
const hardnessStep = 0.1;
const largestSize = 4000;

export class BrushTool implements Tool {
  readonly #viewer: Viewer;
  readonly #options: BrushToolOptions;
  #stroke: StrokeHandle | null = null;
  #pressedAt: Point = { x: 0, y: 0 };
  #lastEnd: { readonly document: unknown; readonly at: Point } | null = null;
  #at: ToolPointer | null = null;

  constructor(viewer: Viewer, options: BrushToolOptions) {
    this.#viewer = viewer;
    this.#options = options;
  }

  activate(): void {
    this.#viewer.setCursor('none');
    this.#showCursor();
  }

  deactivate(): void {
    this.#at = null;
    this.#viewer.setCursor('');
    this.#viewer.setBrushCursor(null);
  }

  hover(pointer: ToolPointer | null): void {
    this.#at = pointer;
    this.#viewer.setCursor(this.#canPaint() ? 'none' : 'not-allowed');
    this.#showCursor();
  }

  press(pointer: ToolPointer): void {
    this.#at = pointer;
    this.#showCursor();
    if (!this.#canPaint()) return;
    const { size, hardness, flow } = this.#options.settings();
    const erase = this.#options.erases !== pointer.alt;
    this.#stroke = this.#viewer.beginStroke({ size, hardness, flow, erase }, pointer.canvas);
    const from = this.#lastEnd;
    if (pointer.shift && from?.document === this.#viewer.space.picture?.document && from !== null) {
      this.#stroke.add(from.at.x, from.at.y, pointer.pressure);
    }
    this.#pressedAt = pointer.source;
    this.#stroke.add(pointer.source.x, pointer.source.y, pointer.pressure);
  }

  drag(pointer: ToolPointer): void {
    this.#at = pointer;
    this.#showCursor();
    for (const { source, pressure } of pointer.samples) {
      const { x, y } = pointer.shift ? this.#straight(source) : source;
      this.#stroke?.add(x, y, pressure);
    }
  }

  release(pointer: ToolPointer): void {
    const handle = this.#stroke;
    const stroke = handle?.end() ?? null;
    this.#stroke = null;
    this.hover(pointer);
    if (handle === null || stroke === null) return;
    const [x, y] = stroke.points.slice(-3);
    this.#lastEnd = { document: this.#viewer.space.picture?.document, at: { x: x ?? 0, y: y ?? 0 } };
    const isInverted = this.#options.isInverted?.() ?? false;
    this.#options.onStroke(isInverted ? { ...stroke, erase: !stroke.erase } : stroke, () => handle.cancel());
  }

  cancel(): void {
    this.#stroke?.cancel();
    this.#stroke = null;
  }

  key(event: KeyboardEvent): boolean {
    const isTyped = event.getModifierState('AltGraph') || !(event.ctrlKey || event.metaKey || event.altKey);
    if (!isTyped) return false;
    const settings = changedSettings(this.#options.settings(), event);
    if (settings === null) return false;
    this.#options.onSettings(settings);
    this.#showCursor();
    return true;
  }

  /** Draws the cursor anew, e.g. after the size was changed elsewhere. */
  refresh(): void {
    this.#showCursor();
  }

  #canPaint(): boolean {
    return this.#viewer.space.picture !== null && (this.#options.canPaint?.() ?? true);
  }

  #straight({ x, y }: Point): Point {
    const isLevel = Math.abs(x - this.#pressedAt.x) >= Math.abs(y - this.#pressedAt.y);
    return isLevel ? { x, y: this.#pressedAt.y } : { x: this.#pressedAt.x, y };
  }

  #showCursor(): void {
    if (this.#at === null || !this.#canPaint()) {
      this.#viewer.setBrushCursor(null);
      return;
    }
    const { size, hardness } = this.#options.settings();
    const { canvas, alt } = this.#at;
    const radius = (size / 2) * this.#viewer.space.sourceScale;
    this.#viewer.setBrushCursor({ ...canvas, radius, hardness, erase: this.#options.erases !== alt });
  }
}

/** What a key makes of the settings, or null where it means nothing. */
export function changedSettings(
  settings: BrushSettings,
  event: Pick<KeyboardEvent, 'code' | 'key' | 'shiftKey'>,
): BrushSettings | null {
  const isUp = event.code === 'BracketRight' || event.key === ']' || event.key === '}';
  const isDown = event.code === 'BracketLeft' || event.key === '[' || event.key === '{';
  const direction = isUp ? 1 : isDown ? -1 : 0;
  if (direction !== 0 && (event.shiftKey || event.key === '{' || event.key === '}')) {
    const hardness = Math.round((settings.hardness + direction * hardnessStep) * 100) / 100;
    return { ...settings, hardness: clamp(hardness, 0, 1) };
  }
  if (direction !== 0) {
    const size = settings.size * sizeStep ** direction;
    return { ...settings, size: clamp(direction > 0 ? Math.ceil(size) : Math.floor(size), 1, largestSize) };
  }
  if (event.shiftKey || !/^[0-9]$/.test(event.key)) return null;
  return { ...settings, flow: event.key === '0' ? 1 : Number(event.key) / 10 };
}
