import { applyCurve, applyInverse, applyMatrix, type Lookup, lookupOf } from './colourTransform.ts';
import { invert, type Matrix3, multiply } from './matrix3.ts';
import { srgbCurve, type ToneCurve } from './toneCurve.ts';

/**
 * The colour space of a picture: its encoding curve and primaries. All methods work in place on interleaved red,
 * green, blue values where 0..1 is the encodable range; values outside it are kept, not clipped. A grey space treats
 * every value by itself, so it takes one value a pixel as well as three.
 */
export interface ColourSpace {
  /** What a person calls it, e.g. `Display P3`; `sRGB` where the picture has no profile. */
  readonly name: string;
  /** True where values are sRGB already and conversions do nothing. */
  readonly isSrgb: boolean;
  /** Weights of linear red, green and blue in luminance Y. */
  readonly luminance: readonly [number, number, number];
  /** Encoded values to linear light in the space's own primaries. */
  toLinear(values: Float32Array): void;
  /** Linear light in the space's own primaries to encoded values. */
  fromLinear(values: Float32Array): void;
  /** Encoded values of this space to encoded sRGB. */
  toSrgb(values: Float32Array): void;
  /** Encoded sRGB to encoded values of this space. */
  fromSrgb(values: Float32Array): void;
}

/** White of the profile connection space. */
const d50 = [0.9642, 1, 0.8249] as const;
/** Linear sRGB to XYZ of the profile connection space (D50, Bradford). */
const srgbToXyz: Matrix3 = withWhite([
  0.4360747, 0.3850649, 0.1430804, 0.2225045, 0.7168786, 0.0606169, 0.0139322, 0.0971045, 0.7141733,
]);
const xyzToSrgb: Matrix3 = invert(srgbToXyz) ?? srgbToXyz;
/** Bradford adaptation from D50 back to D65, where luminance weights are quoted. */
const d50ToD65: Matrix3 = [
  0.9555766, -0.0230393, 0.0631636, -0.0282895, 1.0099416, 0.0210077, 0.0122982, -0.020483, 1.3299098,
];
const srgbLuminance = [0.2126, 0.7152, 0.0722] as const;
const srgbLookups: readonly Lookup[] = [lookupOf(srgbCurve)];

/** Rows scaled so that red + green + blue is exactly D50: neutral pixels then stay neutral. */
function withWhite(m: Matrix3): Matrix3 {
  const [x, y, z] = [d50[0] / (m[0] + m[1] + m[2]), d50[1] / (m[3] + m[4] + m[5]), d50[2] / (m[6] + m[7] + m[8])];
  return [x * m[0], x * m[1], x * m[2], y * m[3], y * m[4], y * m[5], z * m[6], z * m[7], z * m[8]];
}

function unchanged(): void {
  // sRGB is where every conversion leads, so there is nothing to do.
}

/** sRGB under the name of the profile that says so. */
export function srgbSpace(name = 'sRGB'): ColourSpace {
  return {
    name,
    isSrgb: true,
    luminance: srgbLuminance,
    toLinear: (values) => applyCurve(values, srgbLookups),
    fromLinear: (values) => applyInverse(values, srgbLookups),
    toSrgb: unchanged,
    fromSrgb: unchanged,
  };
}

/** A grey space: one curve and no primaries. */
export function greySpace(name: string, curve: ToneCurve): ColourSpace {
  if (resembles(curve, srgbCurve)) return srgbSpace(name);
  const own = [lookupOf(curve)];
  return {
    name,
    isSrgb: false,
    luminance: srgbLuminance,
    toLinear: (values) => applyCurve(values, own),
    fromLinear: (values) => applyInverse(values, own),
    toSrgb(values) {
      applyCurve(values, own);
      applyInverse(values, srgbLookups);
    },
    fromSrgb(values) {
      applyCurve(values, srgbLookups);
      applyInverse(values, own);
    },
  };
}

/**
 * A space of three primaries and three curves; null where the primaries span no volume.
 * @param toXyz linear red, green, blue to XYZ relative to D50, as in the colorant tags of a profile
 */
export function rgbSpace(
  name: string,
  curves: readonly [ToneCurve, ToneCurve, ToneCurve],
  toXyz: Matrix3,
): ColourSpace | null {
  const matrix = withWhite(toXyz);
  if (curves.every((curve) => resembles(curve, srgbCurve)) && isNear(matrix, srgbToXyz)) return srgbSpace(name);
  const toSrgbMatrix = multiply(xyzToSrgb, matrix);
  const fromSrgbMatrix = invert(toSrgbMatrix);
  if (fromSrgbMatrix === null || !toSrgbMatrix.every(Number.isFinite)) return null;
  const sameCurve = curves.every((curve) => curve === curves[0]);
  const own = sameCurve ? [lookupOf(curves[0])] : curves.map(lookupOf);
  const d65 = multiply(d50ToD65, matrix);
  return {
    name,
    isSrgb: false,
    luminance: [d65[3], d65[4], d65[5]],
    toLinear: (values) => applyCurve(values, own),
    fromLinear: (values) => applyInverse(values, own),
    toSrgb(values) {
      applyCurve(values, own);
      applyMatrix(values, toSrgbMatrix);
      applyInverse(values, srgbLookups);
    },
    fromSrgb(values) {
      applyCurve(values, srgbLookups);
      applyMatrix(values, fromSrgbMatrix);
      applyInverse(values, own);
    },
  };
}

/** Half a step of 8 bits or less apart, everywhere. */
function resembles(a: ToneCurve, b: ToneCurve): boolean {
  for (let code = 0; code <= 255; code += 1) {
    if (Math.abs(a.toLinear(code / 255) - b.toLinear(code / 255)) > 0.001) return false;
  }
  return true;
}

function isNear(a: Matrix3, b: Matrix3): boolean {
  return a.every((value, index) => Math.abs(value - (b[index] ?? 0)) < 0.002);
}
