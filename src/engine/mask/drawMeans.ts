import { intersect, type Rect, type Size } from '../../shared/base/geometry.ts';
import { levelSize } from '../../shared/logic/tilePyramid.ts';
import { areaOf, type Field } from './field.ts';
import { meanOfFour } from './meanOfFour.ts';

/**
 * Fills a block of a level on which the field itself does not say its means. The block is cut into ever smaller squares:
 * most of them are one value, or fade so slowly that they can be read on a coarse level; what is left, along edges, is
 * drawn as finely as it has to be and averaged. `place` in the level's own pixels, inside the picture.
 */
export function drawMeans(field: Field, level: number, size: Size, place: Rect, into: Float32Array): void {
  const step = 2 ** level;
  const draw = (left: number, top: number, side: number): void => {
    const square = intersect({ left, top, width: side, height: side }, place);
    if (square === null) return;
    const { low, high, coarsest } = field.facts(areaOf(size, level, square));
    if (low === high) fill(square, low);
    else if (side > 1 && side * step > field.grain && level > coarsest) {
      const half = side / 2;
      for (const y of [top, top + half]) for (const x of [left, left + half]) draw(x, y, half);
    } else put(square, meansFrom(field, Math.min(level, coarsest), level, size, square));
  };
  const fill = (square: Rect, value: number): void => {
    for (let y = 0; y < square.height; y += 1) {
      const to = (square.top - place.top + y) * place.width + square.left - place.left;
      into.fill(value, to, to + square.width);
    }
  };
  const put = (square: Rect, values: Float32Array): void => {
    for (let y = 0; y < square.height; y += 1) {
      const to = (square.top - place.top + y) * place.width + square.left - place.left;
      into.set(values.subarray(y * square.width, (y + 1) * square.width), to);
    }
  };
  draw(place.left, place.top, powerOfTwo(Math.max(place.width, place.height)));
}

/** Reads what a square of `level` stands for on the finer level `from`, and averages it level by level. */
function meansFrom(field: Field, from: number, level: number, size: Size, square: Rect): Float32Array {
  const finest = levelSize(size, from);
  const factor = 2 ** (level - from);
  const [left, top] = [square.left * factor, square.top * factor];
  let width = Math.min(square.width * factor, finest.width - left);
  let height = Math.min(square.height * factor, finest.height - top);
  let values = new Float32Array(width * height);
  field.read(from, { left, top, width, height }, values);
  for (let finer = from; finer < level; finer += 1) {
    const [halfWidth, halfHeight] = [Math.ceil(width / 2), Math.ceil(height / 2)];
    const half = new Float32Array(halfWidth * halfHeight);
    meanOfFour(values, width, height, half);
    [values, width, height] = [half, halfWidth, halfHeight];
  }
  return values;
}

/** The least power of 2 that is not below a number. */
function powerOfTwo(atLeast: number): number {
  return 2 ** Math.ceil(Math.log2(atLeast));
}
