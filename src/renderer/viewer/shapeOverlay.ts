/** Outlines and handles of a part of a mask over the picture. */
import type { Point } from './camera.ts';

/** One line, in pixels of the source picture or of the canvas. */
export interface ShapeLine {
  readonly points: readonly Point[];
  readonly closed: boolean;
  readonly dashed: boolean;
}

export interface ShapeDrawing {
  readonly lines: readonly ShapeLine[];
  readonly handles: readonly Point[];
  /** Closed lines are filled with the colour of the mask. */
  readonly filled: boolean;
}

/** The drawing with its points taken elsewhere, e.g. from the source to the canvas. */
export function movedDrawing(drawing: ShapeDrawing, move: (point: Point) => Point): ShapeDrawing {
  return {
    ...drawing,
    lines: drawing.lines.map((line) => ({ ...line, points: line.points.map(move) })),
    handles: drawing.handles.map(move),
  };
}

const light = 'rgb(255 255 255 / 0.95)';
const dark = 'rgb(0 0 0 / 0.45)';

/** Draws in device pixels; a light line beside a dark one is seen on every picture. */
export function drawShape(context: CanvasRenderingContext2D, drawing: ShapeDrawing, ratio: number, fill: string): void {
  for (const { points, closed, dashed } of drawing.lines) {
    context.beginPath();
    for (const [i, { x, y }] of points.entries()) {
      if (i === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
    }
    if (closed) context.closePath();
    if (closed && drawing.filled) {
      context.fillStyle = fill;
      context.fill('nonzero');
    }
    context.setLineDash([]);
    context.lineWidth = 3 * ratio;
    context.strokeStyle = dark;
    context.stroke();
    context.setLineDash(dashed ? [5 * ratio, 4 * ratio] : []);
    context.lineWidth = 1.5 * ratio;
    context.strokeStyle = light;
    context.stroke();
    context.setLineDash([]);
  }
  const side = 9 * ratio;
  for (const { x, y } of drawing.handles) {
    context.beginPath();
    context.roundRect(x - side / 2, y - side / 2, side, side, 2 * ratio);
    context.fillStyle = '#fff';
    context.fill();
    context.lineWidth = ratio;
    context.strokeStyle = 'rgb(0 0 0 / 0.7)';
    context.stroke();
  }
}
