import { grow, intersect, type Rect, rectOf, type Size } from '../../shared/base/geometry.ts';
import { levelSize } from '../../shared/logic/tilePyramid.ts';
import { enlargeValues } from './enlargeValues.ts';
import { type Field, type FieldReader, settled } from './field.ts';
import { readPadded } from './padded.ts';

/** Blurs are made on the coarsest level where they are at least this wide: finer ones would look the same. */
const leastSigma = 8;

/**
 * The field blurred by a Gaussian with the standard deviation `sigma` in source pixels, cut at three of them. A blur is
 * computed on one level, the one where it is a few pixels wide; finer levels are interpolated from it.
 */
export function featherField(field: Field, sigma: number, size: Size, reader: FieldReader): Field {
  const own = Math.max(0, Math.floor(Math.log2(sigma / leastSigma)));
  const kernel = gaussian(sigma / 2 ** own);
  const radius = kernel.length - 1;
  const reach = (radius + 2) * 2 ** own;
  const whole = rectOf(size);
  const ownSize = levelSize(size, own);
  const feather: Field = {
    facts(rect) {
      const { low, high, key } = field.facts(intersect(grow(rect, reach), whole) ?? rect);
      return settled({ low, high, key: `feather ${sigma} (${key})`, coarsest: own });
    },
    read(level, rect, into) {
      if (level === own) blur(readPadded(reader, field, own, ownSize, grow(rect, radius)), rect, kernel, into);
      else enlargeValues(2 ** (own - level), ownSize, rect, into, (small) => read(small));
    },
  };
  const read = (rect: Rect): Float32Array => {
    const values = new Float32Array(rect.width * rect.height);
    reader.read(feather, own, rect, values);
    return values;
  };
  return feather;
}

/** Weights from the middle outward; all of them, mirrored, add up to 1. */
function gaussian(sigma: number): Float64Array {
  const weights = Float64Array.from({ length: Math.ceil(3 * sigma) + 1 }, (_, i) =>
    Math.exp(-(i * i) / (2 * sigma ** 2)),
  );
  const sum = weights.reduce((all, weight, i) => all + (i === 0 ? 1 : 2) * weight, 0);
  return weights.map((weight) => weight / sum);
}

/** Rows, then columns; `values` reaches over `rect` by the kernel's radius on each side. */
function blur(values: Float32Array, rect: Rect, kernel: Float64Array, into: Float32Array): void {
  const radius = kernel.length - 1;
  const wide = rect.width + 2 * radius;
  const high = rect.height + 2 * radius;
  const rows = new Float32Array(rect.width * high);
  for (let y = 0; y < high; y += 1) {
    for (let x = 0; x < rect.width; x += 1) {
      const at = y * wide + x + radius;
      let sum = (kernel[0] as number) * (values[at] as number);
      for (let i = 1; i <= radius; i += 1) {
        sum += (kernel[i] as number) * ((values[at - i] as number) + (values[at + i] as number));
      }
      rows[y * rect.width + x] = sum;
    }
  }
  const width = rect.width;
  for (let y = 0, to = 0; y < rect.height; y += 1) {
    for (let x = 0; x < width; x += 1, to += 1) {
      const at = (y + radius) * width + x;
      let sum = (kernel[0] as number) * (rows[at] as number);
      for (let i = 1; i <= radius; i += 1) {
        sum += (kernel[i] as number) * ((rows[at - i * width] as number) + (rows[at + i * width] as number));
      }
      into[to] = sum;
    }
  }
}
