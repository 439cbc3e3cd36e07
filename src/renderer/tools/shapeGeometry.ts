/** Outlines and handles of the parts of a mask, in pixels of the source picture. */
import type { ComponentState } from '../../shared/model/mask.ts';
import type { Point } from '../viewer/camera.ts';
import type { ShapeLine } from '../viewer/shapeOverlay.ts';

/** A part with a place of its own that can be taken hold of. */
export type Placed = Extract<ComponentState, { x: number }>;
type Box = Exclude<Placed, { kind: 'linear' }>;
type Turnable = Extract<ComponentState, { angle: number }>;

export interface Handle {
  readonly id: 'move' | 'turn' | 'from' | 'to' | 'corner';
  /** Of a corner: which side of the middle it is on, -1 or 1. */
  readonly side: Point;
  readonly at: Point;
}

const corners = [
  [-1, -1],
  [1, -1],
  [1, 1],
  [-1, 1],
] as const;
const centre: Point = { x: 0, y: 0 };

export function isPlaced(component: ComponentState): component is Placed {
  return 'x' in component;
}

/** Where a part can be taken hold of; `pixel` is the size of a CSS pixel on the screen in source pixels. */
export function handlesOf(component: Placed, pixel: number): Handle[] {
  if (component.kind === 'linear') {
    const { x, y, toX, toY } = component;
    return [
      { id: 'from', side: centre, at: { x, y } },
      { id: 'to', side: centre, at: { x: toX, y: toY } },
      { id: 'move', side: centre, at: { x: (x + toX) / 2, y: (y + toY) / 2 } },
    ];
  }
  const move: Handle = { id: 'move', side: centre, at: { x: component.x, y: component.y } };
  if (component.kind === 'lasso') return [move];
  const knob = -component.height / 2 - 24 * pixel;
  return [
    ...corners.map(([x, y]): Handle => ({ id: 'corner', side: { x, y }, at: onBox(component, x, y) })),
    { id: 'turn', side: centre, at: turned(component, { x: 0, y: knob }) },
    move,
  ];
}

/** The part after a handle was taken to a point; `even` keeps proportions, or turns in steps of 15 degrees. */
export function dragged(component: Placed, handle: Handle, to: Point, even: boolean): Placed {
  const by = { x: to.x - handle.at.x, y: to.y - handle.at.y };
  if (handle.id === 'move') return moved(component, by);
  if (component.kind === 'linear') {
    return handle.id === 'from' ? { ...component, x: to.x, y: to.y } : { ...component, toX: to.x, toY: to.y };
  }
  if (component.kind === 'lasso') return component;
  if (handle.id === 'turn') {
    const angle = (Math.atan2(to.y - component.y, to.x - component.x) * 180) / Math.PI + 90;
    return { ...component, angle: wrapped(even ? Math.round(angle / 15) * 15 : angle) };
  }
  return resized(component, handle.side, to, even);
}

/** The part moved by so many pixels. */
export function moved(component: Placed, by: Point): Placed {
  const place = { ...component, x: component.x + by.x, y: component.y + by.y };
  return place.kind === 'linear' ? { ...place, toX: place.toX + by.x, toY: place.toY + by.y } : place;
}

/** The opposite corner stays where it is. */
function resized(component: Turnable, side: Point, to: Point, even: boolean): Placed {
  const fixed = onBox(component, -side.x, -side.y);
  const [cos, sin] = axes(component.angle);
  const [x, y] = [to.x - fixed.x, to.y - fixed.y];
  let width = Math.max(1, (x * cos + y * sin) * side.x);
  let height = Math.max(1, (y * cos - x * sin) * side.y);
  if (even) {
    const scale = Math.max(width / Math.max(1, component.width), height / Math.max(1, component.height));
    [width, height] = [component.width * scale, component.height * scale];
  }
  const [halfX, halfY] = [(side.x * width) / 2, (side.y * height) / 2];
  return {
    ...component,
    width,
    height,
    x: fixed.x + halfX * cos - halfY * sin,
    y: fixed.y + halfX * sin + halfY * cos,
  };
}

/** The lines that show where a part is. Of a lasso only the box around it. */
export function outlineOf(component: Placed): ShapeLine[] {
  const { kind } = component;
  if (kind === 'linear') {
    const { x, y, toX, toY } = component;
    const across = { x: toY - y, y: x - toX };
    const bar = (at: Point): Point[] => [-1, 1].map((end) => ({ x: at.x + end * across.x, y: at.y + end * across.y }));
    const way = [
      { x, y },
      { x: toX, y: toY },
    ];
    return [
      { points: way, closed: false, dashed: false },
      { points: bar({ x, y }), closed: false, dashed: false },
      { points: bar({ x: toX, y: toY }), closed: false, dashed: true },
    ];
  }
  if (kind === 'ellipse') return [ring(component, 1, false)];
  if (kind === 'radial') {
    const core = component.hardness > 0 ? [ring(component, component.hardness, false)] : [];
    return [ring(component, 1, true), ...core];
  }
  return [{ points: corners.map(([x, y]) => onBox(component, x, y)), closed: true, dashed: kind === 'lasso' }];
}

function ring(component: Box, share: number, dashed: boolean): ShapeLine {
  const points = Array.from({ length: 72 }, (_, i) => {
    const turn = (i * Math.PI) / 36;
    return onBox(component, share * Math.cos(turn), share * Math.sin(turn));
  });
  return { points, closed: true, dashed };
}

function onBox(component: Box, x: number, y: number): Point {
  return turned(component, { x: (x * component.width) / 2, y: (y * component.height) / 2 });
}

function turned(component: Box, { x, y }: Point): Point {
  const [cos, sin] = axes('angle' in component ? component.angle : 0);
  return { x: component.x + x * cos - y * sin, y: component.y + x * sin + y * cos };
}

function axes(angle: number): readonly [cos: number, sin: number] {
  return [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
}

/** -180 to 180. */
function wrapped(angle: number): number {
  return ((((angle + 180) % 360) + 360) % 360) - 180;
}
