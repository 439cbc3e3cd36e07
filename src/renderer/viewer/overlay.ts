/** What lies over the picture: brush cursor, split handle, labels, the loupe's rim, and a shimmer where tiles wait. */
import { invariant } from '../../shared/base/assert.ts';
import type { Rect, Size } from '../../shared/base/geometry.ts';
import type { Point } from './camera.ts';
import type { Area, Colour } from './drawer.ts';
import { drawShape, type ShapeDrawing } from './shapeOverlay.ts';

/** All lengths in device pixels. */
export interface OverlayState {
  readonly pixelRatio: number;
  readonly brush: BrushCursor | null;
  readonly shape: ShapeDrawing | null;
  /** Colour of the mask. */
  readonly tint: Colour;
  /** The wipe's line. */
  readonly split: { readonly x: number; readonly clip: Rect; readonly isActive: boolean } | null;
  /** Words at the top of parts of the canvas, e.g. before and after. */
  readonly labels: readonly { readonly text: string; readonly x: number; readonly align: 'left' | 'right' }[];
  readonly loupe: Rect | null;
  readonly shimmer: Shimmer | null;
}

export interface BrushCursor extends Point {
  readonly radius: number;
  readonly hardness: number;
  readonly erase: boolean;
}

/** Parts of the picture that wait for their result. */
export interface Shimmer {
  readonly picture: Area;
  readonly done: readonly Area[];
  /** 0 to 1, once round; constant where the user asked for less motion. */
  readonly phase: number;
}

export class Overlay {
  readonly canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  /** What is drawn, so that panning does not draw the same again: the canvas would be composited anew each frame. */
  #drawn = '';

  constructor(parent: HTMLElement) {
    this.canvas = document.createElement('canvas');
    Object.assign(this.canvas.style, {
      position: 'absolute',
      left: '0',
      top: '0',
      width: '100%',
      height: '100%',
      pointerEvents: 'none',
    });
    this.canvas.setAttribute('aria-hidden', 'true');
    const context = this.canvas.getContext('2d');
    invariant(context !== null, 'a canvas has a 2D context');
    this.#context = context;
    parent.append(this.canvas);
  }

  resize(size: Size): void {
    this.canvas.width = size.width;
    this.canvas.height = size.height;
    this.#drawn = '';
  }

  draw(state: OverlayState): void {
    const wanted = JSON.stringify(state);
    if (wanted === this.#drawn) return;
    this.#drawn = wanted;
    const context = this.#context;
    context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    if (state.shimmer !== null) drawShimmer(context, state.shimmer, state.pixelRatio);
    if (state.split !== null) drawSplit(context, state.split, state.pixelRatio);
    for (const label of state.labels) drawLabel(context, label, state.pixelRatio);
    if (state.loupe !== null) drawRim(context, state.loupe, state.pixelRatio);
    if (state.shape !== null) drawShape(context, state.shape, state.pixelRatio, faint(state.tint));
    if (state.brush !== null) drawBrush(context, state.brush, state.pixelRatio);
  }

  dispose(): void {
    this.canvas.remove();
  }
}

function faint([red, green, blue]: Colour): string {
  return `rgb(${red * 255} ${green * 255} ${blue * 255} / 0.35)`;
}

/** A light line beside a dark one is seen on every picture. */
function strokeTwice(context: CanvasRenderingContext2D, ratio: number, light: string, dark: string): void {
  context.lineWidth = 3 * ratio;
  context.strokeStyle = dark;
  context.stroke();
  context.lineWidth = ratio;
  context.strokeStyle = light;
  context.stroke();
}

function drawBrush(context: CanvasRenderingContext2D, brush: BrushCursor, ratio: number): void {
  const ring = (radius: number): void => {
    context.beginPath();
    context.arc(brush.x, brush.y, Math.max(radius, ratio), 0, 2 * Math.PI);
  };
  ring(brush.radius);
  strokeTwice(context, ratio, 'rgb(255 255 255 / 0.95)', 'rgb(0 0 0 / 0.45)');
  const inner = brush.radius * brush.hardness;
  if (brush.hardness < 0.98 && inner > 3 * ratio) {
    ring(inner);
    context.setLineDash([3 * ratio, 3 * ratio]);
    context.lineWidth = ratio;
    context.strokeStyle = 'rgb(255 255 255 / 0.6)';
    context.stroke();
    context.setLineDash([]);
  }
  const arm = Math.min(4 * ratio, brush.radius);
  context.beginPath();
  context.moveTo(brush.x - arm, brush.y);
  context.lineTo(brush.x + arm, brush.y);
  if (!brush.erase) {
    context.moveTo(brush.x, brush.y - arm);
    context.lineTo(brush.x, brush.y + arm);
  }
  strokeTwice(context, ratio, 'rgb(255 255 255 / 0.95)', 'rgb(0 0 0 / 0.45)');
}

function drawSplit(context: CanvasRenderingContext2D, split: NonNullable<OverlayState['split']>, ratio: number): void {
  const { x, clip } = split;
  const middle = clip.top + clip.height / 2;
  context.beginPath();
  context.moveTo(x, clip.top);
  context.lineTo(x, clip.top + clip.height);
  strokeTwice(context, ratio, 'rgb(255 255 255 / 0.9)', 'rgb(0 0 0 / 0.35)');
  context.beginPath();
  context.arc(x, middle, 14 * ratio, 0, 2 * Math.PI);
  context.fillStyle = split.isActive ? 'rgb(255 255 255)' : 'rgb(245 245 245 / 0.92)';
  context.fill();
  context.lineWidth = ratio;
  context.strokeStyle = 'rgb(0 0 0 / 0.35)';
  context.stroke();
  context.beginPath();
  for (const side of [-1, 1]) {
    context.moveTo(x + side * 4 * ratio, middle - 4 * ratio);
    context.lineTo(x + side * 8 * ratio, middle);
    context.lineTo(x + side * 4 * ratio, middle + 4 * ratio);
  }
  context.lineWidth = 1.5 * ratio;
  context.strokeStyle = '#222';
  context.stroke();
}

function drawLabel(context: CanvasRenderingContext2D, label: OverlayState['labels'][number], ratio: number): void {
  context.font = `${12 * ratio}px system-ui, sans-serif`;
  const width = context.measureText(label.text).width + 16 * ratio;
  const left = label.align === 'left' ? label.x : label.x - width;
  context.beginPath();
  context.roundRect(left, 12 * ratio, width, 24 * ratio, 6 * ratio);
  context.fillStyle = 'rgb(20 20 20 / 0.72)';
  context.fill();
  context.fillStyle = '#fff';
  context.textBaseline = 'middle';
  context.fillText(label.text, left + 8 * ratio, 24.5 * ratio);
}

function drawRim(context: CanvasRenderingContext2D, rim: Rect, ratio: number): void {
  const radius = Math.min(rim.width, rim.height) / 2;
  context.beginPath();
  context.arc(rim.left + rim.width / 2, rim.top + rim.height / 2, radius, 0, 2 * Math.PI);
  strokeTwice(context, ratio, 'rgb(255 255 255 / 0.95)', 'rgb(0 0 0 / 0.45)');
}

/** A faint diagonal glint; parts that are done are left clear. */
function drawShimmer(context: CanvasRenderingContext2D, shimmer: Shimmer, ratio: number): void {
  const { canvas } = context;
  const { left, top, width, height } = shimmer.picture;
  const reach = 480 * ratio;
  const start = (shimmer.phase * 2 - 1) * reach;
  const glint = context.createLinearGradient(start, start, start + reach, start + reach);
  glint.addColorStop(0, 'rgb(255 255 255 / 0.03)');
  glint.addColorStop(0.5, 'rgb(255 255 255 / 0.1)');
  glint.addColorStop(1, 'rgb(255 255 255 / 0.03)');
  context.save();
  context.beginPath();
  context.rect(left, top, width, height);
  context.clip();
  context.fillStyle = glint;
  context.fillRect(0, 0, canvas.width, canvas.height);
  for (const part of shimmer.done) context.clearRect(part.left, part.top, part.width, part.height);
  context.restore();
}
