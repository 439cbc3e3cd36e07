import type { Rect } from '../../shared/base/geometry.ts';
import { constantFacts, type Field, finestGrain } from './field.ts';

/** Sums of areas that should be nothing, or all, come out this close to it. */
const rounding = 1e-6;

/**
 * A closed line as the area that it takes of each pixel. Every edge adds, with its direction's sign, the area to its
 * right in the rows that it crosses; the sum is how often the line runs round. `key` names it among all others.
 */
export function lassoField(points: readonly number[], key: string): Field {
  const edges = edgesOf(points);
  return {
    facts(rect) {
      const right = rect.left + rect.width;
      const bottom = rect.top + rect.height;
      for (let i = 0; i < edges.length; i += 4) {
        if (crosses(edges, i, rect.left, rect.top, right, bottom)) {
          return { low: 0, high: 1, key, coarsest: 0 };
        }
      }
      return constantFacts(windingAt(edges, rect.left + rect.width / 2, rect.top + rect.height / 2) === 0 ? 0 : 1);
    },
    grain: finestGrain,
    read(_level, rect, into) {
      // One column more than is asked for: what lies to the right of an edge in the last one falls there.
      const stride = rect.width + 1;
      const areas = new Float64Array(stride * rect.height);
      for (let i = 0; i < edges.length; i += 4) addEdge(edges, i, rect, stride, areas);
      for (let row = 0, to = 0; row < rect.height; row += 1) {
        let sum = 0;
        for (let column = 0; column < rect.width; column += 1, to += 1) {
          sum += areas[row * stride + column] as number;
          const covered = Math.abs(sum);
          into[to] = covered < rounding ? 0 : covered > 1 - rounding ? 1 : covered;
        }
      }
    },
  };
}

/** x, y of the beginning and the end of every edge that is not level: level ones cover nothing. */
function edgesOf(points: readonly number[]): Float64Array {
  const edges: number[] = [];
  const count = Math.floor(points.length / 2);
  for (let i = 0; i < count; i += 1) {
    const next = (i + 1) % count;
    const [x, y, toX, toY] = [points[2 * i], points[2 * i + 1], points[2 * next], points[2 * next + 1]] as number[];
    if (y !== toY) edges.push(x as number, y as number, toX as number, toY as number);
  }
  return Float64Array.from(edges);
}

function edgeAt(edges: Float64Array, i: number): readonly [x: number, y: number, toX: number, toY: number] {
  return [edges[i] as number, edges[i + 1] as number, edges[i + 2] as number, edges[i + 3] as number];
}

/** Whether an edge may run through a rectangle. */
function crosses(edges: Float64Array, i: number, left: number, top: number, right: number, bottom: number): boolean {
  const [x, y, toX, toY] = edgeAt(edges, i);
  if (Math.min(x, toX) > right || Math.max(x, toX) < left) return false;
  if (Math.min(y, toY) > bottom || Math.max(y, toY) < top) return false;
  // All corners on one side of the edge's line: it passes by.
  const side = (cornerX: number, cornerY: number): number => (toX - x) * (cornerY - y) - (toY - y) * (cornerX - x);
  const sides = [side(left, top), side(right, top), side(left, bottom), side(right, bottom)];
  return sides.some((each) => each >= 0) && sides.some((each) => each <= 0);
}

/** How often the line runs round a point: 0 outside. */
function windingAt(edges: Float64Array, x: number, y: number): number {
  let winding = 0;
  for (let i = 0; i < edges.length; i += 4) {
    const [fromX, fromY, toX, toY] = edgeAt(edges, i);
    const isDown = fromY <= y && toY > y;
    const isUp = toY <= y && fromY > y;
    if (!isDown && !isUp) continue;
    if (fromX + ((y - fromY) / (toY - fromY)) * (toX - fromX) < x) winding += isDown ? 1 : -1;
  }
  return winding;
}

function addEdge(edges: Float64Array, i: number, rect: Rect, stride: number, areas: Float64Array): void {
  const [fromX, fromY, endX, endY] = edgeAt(edges, i);
  let [x, y, toX, toY] = [fromX - rect.left, fromY - rect.top, endX - rect.left, endY - rect.top];
  const direction = y < toY ? 1 : -1;
  if (direction < 0) [x, y, toX, toY] = [toX, toY, x, y];
  if (toY <= 0 || y >= rect.height) return;
  const slope = (toX - x) / (toY - y);
  const firstRow = Math.max(0, Math.floor(y));
  const endRow = Math.min(rect.height, Math.ceil(toY));
  for (let row = firstRow; row < endRow; row += 1) {
    const start = Math.max(y, row);
    const end = Math.min(toY, row + 1);
    const [one, two] = [x + (start - y) * slope, x + (end - y) * slope];
    addSpan(areas, row * stride, rect.width, direction * (end - start), Math.min(one, two), Math.max(one, two));
  }
}

/**
 * Adds the area to the right of a piece of an edge inside one row, as differences from column to column. What lies to
 * the left of the row counts in full from its first column on, what lies to the right of it not at all.
 */
function addSpan(areas: Float64Array, row: number, width: number, height: number, from: number, to: number): void {
  const add = (column: number, value: number): void => {
    areas[row + column] = (areas[row + column] as number) + value;
  };
  if (to <= 0) return add(0, height);
  if (from >= width) return undefined;
  const perColumn = to > from ? height / (to - from) : 0;
  if (from < 0) add(0, -from * perColumn);
  const low = Math.max(from, 0);
  const high = Math.min(to, width);
  for (let column = Math.floor(low); column < width && (column < high || column === Math.floor(low)); column += 1) {
    const start = Math.max(low, column);
    const end = Math.min(high, column + 1);
    const share = to > from ? perColumn * (end - start) : height;
    const right = share * (column + 1 - (start + end) / 2);
    add(column, right);
    add(column + 1, share - right);
  }
  return undefined;
}
