import { clamp, type Rect, type Size } from '../../shared/base/geometry.ts';

/**
 * Fills `rect` of a picture `factor` times as large as `small`, bilinear between pixel centres; beyond the outermost
 * centres values go on as they are. `read` gives the part of the small picture that is needed.
 */
export function enlargeValues(
  factor: number,
  small: Size,
  rect: Rect,
  into: Float32Array,
  read: (rect: Rect) => Float32Array,
): void {
  const across = tapsOf(rect.left, rect.width, factor, small.width);
  const down = tapsOf(rect.top, rect.height, factor, small.height);
  const box = enlargedFrom(factor, small, rect);
  const values = read(box);
  for (let y = 0, to = 0; y < rect.height; y += 1) {
    const upper = (down.low[y] as number) * box.width;
    const lower = (down.high[y] as number) * box.width;
    const partY = down.part[y] as number;
    for (let x = 0; x < rect.width; x += 1, to += 1) {
      const left = across.low[x] as number;
      const right = across.high[x] as number;
      const partX = across.part[x] as number;
      const above = between(values[upper + left] as number, values[upper + right] as number, partX);
      const below = between(values[lower + left] as number, values[lower + right] as number, partX);
      into[to] = between(above, below, partY);
    }
  }
}

/** The part of the small picture that a rectangle of the large one is made from. */
export function enlargedFrom(factor: number, small: Size, rect: Rect): Rect {
  const [left, width] = span(rect.left, rect.width, factor, small.width);
  const [top, height] = span(rect.top, rect.height, factor, small.height);
  return { left, top, width, height };
}

function span(start: number, count: number, factor: number, length: number): readonly [first: number, count: number] {
  const below = (position: number): number => Math.floor((position + 0.5) / factor - 0.5);
  const first = clamp(below(start), 0, length - 1);
  return [first, clamp(below(start + count - 1) + 1, 0, length - 1) - first + 1];
}

function tapsOf(start: number, count: number, factor: number, length: number) {
  const [first] = span(start, count, factor, length);
  const low = new Int32Array(count);
  const high = new Int32Array(count);
  const part = new Float32Array(count);
  for (let i = 0; i < count; i += 1) {
    const centre = (start + i + 0.5) / factor - 0.5;
    const below = Math.floor(centre);
    low[i] = clamp(below, 0, length - 1) - first;
    high[i] = clamp(below + 1, 0, length - 1) - first;
    part[i] = centre - below;
  }
  return { low, high, part };
}

function between(from: number, to: number, part: number): number {
  return from + part * (to - from);
}
