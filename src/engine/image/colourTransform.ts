import type { Matrix3 } from './matrix3.ts';
import { tabulated } from './tabulated.ts';
import type { ToneCurve } from './toneCurve.ts';

/** A curve with its answers for all 16-bit codes kept ready, which also cover every 8-bit code. */
export interface Lookup {
  /** The curve itself, or a fast stand-in that is right to 32-bit floats. */
  readonly curve: Pick<ToneCurve, 'toLinear' | 'fromLinear'>;
  readonly exact: ToneCurve;
  /** Linear light of `code / 65535`; filled at first use. */
  codes: Float32Array | null;
}

/** The curve with an empty table. */
export function lookupOf(curve: ToneCurve): Lookup {
  const { toLinear, fromLinear, isSmooth } = curve;
  const fast = { toLinear: tabulated(toLinear), fromLinear: tabulated(fromLinear) };
  return { curve: isSmooth ? fast : curve, exact: curve, codes: null };
}

function codesOf(lookup: Lookup): Float32Array {
  lookup.codes ??= Float32Array.from({ length: 65536 }, (_, code) => lookup.exact.toLinear(code / 65535));
  return lookup.codes;
}

/**
 * Encoded to linear in place, mirrored for negative values. One lookup serves all channels, three are for interleaved
 * red, green, blue. Values that are exactly a code of the file come from the table; others are computed.
 */
export function applyCurve(values: Float32Array, lookups: readonly Lookup[]): void {
  const stride = lookups.length;
  lookups.forEach((lookup, offset) => {
    const codes = codesOf(lookup);
    const { curve } = lookup;
    for (let i = offset; i < values.length; i += stride) {
      const value = values[i] ?? 0;
      const size = Math.abs(value);
      const code = Math.round(size * 65535);
      const linear = Math.fround(code / 65535) === size ? codes[code] : undefined;
      const result = linear ?? curve.toLinear(size);
      values[i] = value < 0 ? -result : result;
    }
  });
}

/** Linear to encoded in place, mirrored for negative values. */
export function applyInverse(values: Float32Array, lookups: readonly Lookup[]): void {
  const stride = lookups.length;
  lookups.forEach(({ curve }, offset) => {
    for (let i = offset; i < values.length; i += stride) {
      const value = values[i] ?? 0;
      values[i] = value < 0 ? -curve.fromLinear(-value) : curve.fromLinear(value);
    }
  });
}

/**
 * The smallest share of a pixel's largest channel that 32-bit floats carry through a matrix and back; what is smaller
 * is rounding, and a steep curve at black would blow it up into visible codes.
 */
const roundingShare = 2 ** -22;

/** The matrix on interleaved linear red, green, blue, in place. */
export function applyMatrix(values: Float32Array, m: Matrix3): void {
  const [a, b, c, d, e, f, g, h, k] = m;
  for (let i = 0; i + 2 < values.length; i += 3) {
    const red = values[i] ?? 0;
    const green = values[i + 1] ?? 0;
    const blue = values[i + 2] ?? 0;
    const floor = roundingShare * Math.max(Math.abs(red), Math.abs(green), Math.abs(blue));
    const x = a * red + b * green + c * blue;
    const y = d * red + e * green + f * blue;
    const z = g * red + h * green + k * blue;
    values[i] = Math.abs(x) < floor ? 0 : x;
    values[i + 1] = Math.abs(y) < floor ? 0 : y;
    values[i + 2] = Math.abs(z) < floor ? 0 : z;
  }
}
