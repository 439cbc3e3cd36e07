import { clamp, grow, intersect, rectOf, type Size } from '../../shared/base/geometry.ts';
import { levelSize } from '../../shared/logic/tilePyramid.ts';
import { enlargeValues } from './enlargeValues.ts';
import { type Field, type FieldReader, grainFor, settled } from './field.ts';
import { readPadded } from './padded.ts';

/** Edges of the guide weaker than this standard deviation (of 0..1) do not hold the mask: epsilon of the paper, squared. */
const epsilon = 0.02 ** 2;

/**
 * The field fitted to the edges of a guide (the source's brightness) by the guided filter of He, Sun and Tang (IEEE
 * TPAMI 35(6), 2013): in every window the mask is a line over the guide, q = a I + b, with
 * a = (mean(I p) - mean(I) mean(p)) / (var(I) + epsilon) and b = mean(p) - a mean(I) (equations 5 and 6), and a pixel
 * gets the mean of a and b over all windows that hold it (equation 8). Windows are found on the level where their
 * `radius` is four to eight pixels, as in the fast guided filter (He and Sun, 2015); the guide is that of full size.
 */
export function refinedField(field: Field, guide: Field, radius: number, size: Size, reader: FieldReader): Field {
  const own = Math.max(0, Math.floor(Math.log2(radius / 4)));
  const window = Math.max(1, Math.round(radius / 2 ** own));
  const reach = (2 * window + 2) * 2 ** own;
  const ownSize = levelSize(size, own);
  return {
    facts(rect) {
      const { low, high, key } = field.facts(intersect(grow(rect, reach), rectOf(size)) ?? rect);
      // What is the same all around stays as it is; elsewhere the line over the guide may lead anywhere.
      if (low === high) return settled({ low, high, key, coarsest: 0 });
      return { low: 0, high: 1, key: `refine ${radius} (${key})`, coarsest: 0 };
    },
    grain: grainFor(reach),
    read(_level, rect, into) {
      const slope = new Float32Array(into.length);
      enlargeValues(2 ** own, ownSize, rect, into, (small) => {
        const wide = grow(small, 2 * window);
        const mask = readPadded(reader, field, own, ownSize, wide);
        const light = readPadded(reader, guide, own, ownSize, wide);
        const [a, b] = lines(mask, light, wide, window);
        const inner = {
          left: small.left - wide.left,
          top: small.top - wide.top,
          width: small.width,
          height: small.height,
        };
        enlargeValues(2 ** own, ownSize, rect, slope, () => part(a, wide.width, inner));
        return part(b, wide.width, inner);
      });
      const light = new Float32Array(into.length);
      reader.read(guide, 0, rect, light);
      for (let i = 0; i < into.length; i += 1) {
        into[i] = clamp((slope[i] as number) * (light[i] as number) + (into[i] as number), 0, 1);
      }
    },
  };
}

/** Means of a and b; good where a whole window around the window lies inside. */
function lines(
  p: Float32Array,
  guide: Float32Array,
  size: Size,
  window: number,
): readonly [Float64Array, Float64Array] {
  const mean = (values: ArrayLike<number>): Float64Array => boxMean(values, size, window);
  const products = Float64Array.from(p, (value, i) => value * (guide[i] as number));
  const squares = Float64Array.from(guide, (value) => value * value);
  const [meanP, meanI, meanIP, meanII] = [mean(p), mean(guide), mean(products), mean(squares)];
  const a = new Float64Array(p.length);
  const b = new Float64Array(p.length);
  for (let i = 0; i < p.length; i += 1) {
    const [ofI, ofP] = [meanI[i] as number, meanP[i] as number];
    const covariance = (meanIP[i] as number) - ofI * ofP;
    const variance = Math.max(0, (meanII[i] as number) - ofI * ofI);
    a[i] = covariance / (variance + epsilon);
    b[i] = ofP - (a[i] as number) * ofI;
  }
  return [mean(a), mean(b)];
}

/** Means over squares of `2 window + 1`, by running sums along rows and columns; the outermost values are not whole. */
function boxMean(values: ArrayLike<number>, { width, height }: Size, window: number): Float64Array {
  const rows = new Float64Array(width * height);
  for (let y = 0; y < height; y += 1) runningMean(values, rows, y * width, 1, width, window);
  const result = new Float64Array(width * height);
  for (let x = 0; x < width; x += 1) runningMean(rows, result, x, width, height, window);
  return result;
}

function runningMean(
  from: ArrayLike<number>,
  into: Float64Array,
  start: number,
  step: number,
  count: number,
  window: number,
): void {
  const at = (i: number): number => from[start + clamp(i, 0, count - 1) * step] as number;
  let sum = 0;
  for (let i = -window; i < window; i += 1) sum += at(i);
  for (let i = 0; i < count; i += 1) {
    sum += at(i + window);
    into[start + i * step] = sum / (2 * window + 1);
    sum -= at(i - window);
  }
}

function part(values: Float64Array, width: number, { left, top, ...inner }: { left: number; top: number } & Size) {
  const result = new Float32Array(inner.width * inner.height);
  for (let y = 0; y < inner.height; y += 1) {
    const from = (top + y) * width + left;
    result.set(values.subarray(from, from + inner.width), y * inner.width);
  }
  return result;
}
