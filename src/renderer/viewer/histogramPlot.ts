/** Draws a histogram of 256 bins onto a canvas: the result filled, the source as a line over it. */
import { invariant } from '../../shared/base/assert.ts';

/** Pixels per value of one picture. */
export interface Histogram {
  readonly red: readonly number[];
  readonly green: readonly number[];
  readonly blue: readonly number[];
  readonly luma: readonly number[];
}

export interface HistogramPlotOptions {
  readonly after: Histogram | null;
  /** Drawn as a line; null: none. */
  readonly before: Histogram | null;
  /** One curve of brightness, or three of colour. */
  readonly channels: 'luma' | 'colour';
  /** Colour of lines and of the brightness curve, as CSS names it. */
  readonly ink: string;
}

const colours = { red: 'rgb(224 72 66)', green: 'rgb(64 176 92)', blue: 'rgb(72 122 232)' } as const;

/** Fills the canvas as it is sized in device pixels. */
export function histogramPlot(canvas: HTMLCanvasElement, options: HistogramPlotOptions): void {
  const context = canvas.getContext('2d');
  invariant(context !== null, 'a canvas has a 2D context');
  const { width, height } = canvas;
  context.clearRect(0, 0, width, height);
  const { after, before, channels, ink } = options;
  const names = channels === 'luma' ? (['luma'] as const) : (['red', 'green', 'blue'] as const);
  const top = plotTop([after, before].flatMap((one) => (one === null ? [] : names.map((name) => one[name]))));
  for (const name of names) {
    const colour = name === 'luma' ? ink : colours[name];
    if (after !== null)
      fillCurve(context, curve(after[name], top, width, height), colour, channels === 'luma' ? 0.45 : 0.4);
    if (before !== null) strokeCurve(context, curve(before[name], top, width, height), colour);
  }
}

/** Height of the plot in pixels counted: a spike at pure black or white does not flatten the rest. */
export function plotTop(curves: readonly (readonly number[])[]): number {
  const inner = curves.flatMap((bins) => bins.slice(1, -1));
  const all = curves.flat();
  const tallest = inner.reduce((a, b) => Math.max(a, b), 0);
  return Math.max(1, tallest > 0 ? tallest * 1.05 : all.reduce((a, b) => Math.max(a, b), 0));
}

function curve(bins: readonly number[], top: number, width: number, height: number): Path2D {
  const path = new Path2D();
  bins.forEach((count, i) => {
    const x = ((i + 0.5) / bins.length) * width;
    // Square root: small counts stay visible beside tall ones.
    const y = height - Math.sqrt(Math.min(1, count / top)) * (height - 2);
    if (i === 0) path.moveTo(0, y);
    path.lineTo(x, y);
    if (i === bins.length - 1) path.lineTo(width, y);
  });
  return path;
}

function fillCurve(context: CanvasRenderingContext2D, path: Path2D, colour: string, opacity: number): void {
  const { width, height } = context.canvas;
  const closed = new Path2D(path);
  closed.lineTo(width, height);
  closed.lineTo(0, height);
  closed.closePath();
  context.save();
  context.clip(closed);
  context.globalAlpha = opacity;
  context.fillStyle = colour;
  context.fillRect(0, 0, width, height);
  context.restore();
}

function strokeCurve(context: CanvasRenderingContext2D, path: Path2D, colour: string): void {
  context.strokeStyle = colour;
  context.lineWidth = Math.max(1, window.devicePixelRatio);
  context.stroke(path);
}
