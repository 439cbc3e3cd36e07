import { grow, intersect, type Rect, rectOf, type Size } from '../../shared/base/geometry.ts';
import { levelSize } from '../../shared/logic/tilePyramid.ts';
import { enlargeValues } from './enlargeValues.ts';
import { endsWithinPixel, type Field, type FieldReader, grainFor, settled } from './field.ts';
import { readPadded } from './padded.ts';

/** Blurs are made on the coarsest level where they are at least this wide: finer ones would look the same. */
const leastSigma = 4;

/**
 * The field blurred by a Gaussian with the standard deviation `sigma` in source pixels, cut at three of them. A blur is
 * computed on one level, the one where it is a few pixels wide; finer levels are interpolated from it, and its own and
 * coarser ones are the means of what is interpolated.
 */
export function featherField(field: Field, sigma: number, size: Size, reader: FieldReader): Field {
  const own = Math.max(0, Math.floor(Math.log2(sigma / leastSigma)));
  const kernel = gaussian(sigma / 2 ** own);
  const radius = kernel.length - 1;
  const reach = (radius + 2) * 2 ** own;
  const whole = rectOf(size);
  const ownSize = levelSize(size, own);
  // Made on its own level and read on no other.
  const blurred: Field = {
    facts(rect) {
      const { low, high, key } = field.facts(intersect(grow(rect, reach), whole) ?? rect);
      return settled({ low, high, key: `blur ${sigma} (${key})`, coarsest: own });
    },
    grain: grainFor(reach),
    read(level, rect, into) {
      blur(readPadded(reader, field, level, ownSize, grow(rect, radius)), rect, kernel, into);
    },
  };
  if (own === 0) return blurred;
  return {
    ...blurred,
    facts(rect) {
      const facts = blurred.facts(rect);
      if (facts.low === facts.high) return facts;
      const coarsest = endsWithinPixel(rect, size, own) ? 0 : own;
      return { ...facts, key: `feather ${facts.key}`, coarsest };
    },
    read(level, rect, into) {
      if (level === own) return blur(readPadded(reader, blurred, own, ownSize, grow(rect, 1)), rect, pixelMean, into);
      return enlargeValues(2 ** (own - level), ownSize, rect, into, (small) => {
        const values = new Float32Array(small.width * small.height);
        reader.read(blurred, own, small, values);
        return values;
      });
    },
  };
}

/** The mean over a pixel of what is interpolated between it and its neighbours, from the middle outward. */
const pixelMean = Float64Array.of(3 / 4, 1 / 8);

/** Weights from the middle outward; all of them, mirrored, add up to 1. */
function gaussian(sigma: number): Float64Array {
  const weights = Float64Array.from({ length: Math.ceil(3 * sigma) + 1 }, (_, i) => Math.exp(-((i / sigma) ** 2) / 2));
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
  const { width } = rect;
  const row = new Float64Array(width);
  for (let y = 0; y < rect.height; y += 1) {
    const at = (y + radius) * width;
    for (let x = 0; x < width; x += 1) row[x] = (kernel[0] as number) * (rows[at + x] as number);
    for (let i = 1; i <= radius; i += 1) {
      const weight = kernel[i] as number;
      const [above, below] = [at - i * width, at + i * width];
      for (let x = 0; x < width; x += 1) {
        row[x] = (row[x] as number) + weight * ((rows[above + x] as number) + (rows[below + x] as number));
      }
    }
    into.set(row, y * width);
  }
}
