/** One encoding curve: encoded value to linear light and back, for values of 0 and above; 0..1 is the encodable range. */
export interface ToneCurve {
  readonly toLinear: (encoded: number) => number;
  readonly fromLinear: (linear: number) => number;
  /** True for formulas, which a table with straight lines can stand for; a sampled curve has corners and is cheap. */
  readonly isSmooth: boolean;
}

/** Numbers of an ICC `para` entry of type 4: `(aX + b)^g + e` from `d` on, `cX + f` below. */
export interface ParametricCurve {
  readonly g: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
}

/** Any of the five parametric curves of the ICC specification, written as type 4. */
export function parametricCurve({ g, a, b, c, d, e, f }: ParametricCurve): ToneCurve {
  const knee = d > 0 ? c * d + f : Number.NEGATIVE_INFINITY;
  return {
    isSmooth: true,
    toLinear: (x) => (x >= d ? (a * x + b) ** g + e : c * x + f),
    fromLinear: (y) => (y >= knee ? (Math.max(0, y - e) ** (1 / g) - b) / a : (y - f) / c),
  };
}

/** A plain power. */
export function gammaCurve(gamma: number): ToneCurve {
  if (gamma === 1) return { isSmooth: false, toLinear: (x) => x, fromLinear: (y) => y };
  return { isSmooth: true, toLinear: (x) => x ** gamma, fromLinear: (y) => y ** (1 / gamma) };
}

/** The curve of sRGB and Display P3. */
export const srgbCurve: ToneCurve = {
  isSmooth: true,
  toLinear: (x) => (x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4),
  fromLinear: (y) => (y <= 0.04045 / 12.92 ? y * 12.92 : 1.055 * y ** (1 / 2.4) - 0.055),
};

/**
 * A sampled curve over 0..1 with straight lines between the samples and the last line carried on beyond 1. The
 * samples must rise strictly, see `riseStrictly`.
 */
export function tableCurve(samples: Float64Array): ToneCurve {
  const last = samples.length - 1;
  const at = (index: number) => samples[index] ?? 0;
  return {
    isSmooth: false,
    toLinear(x) {
      const index = Math.min(last - 1, Math.floor(x * last));
      return at(index) + (x * last - index) * (at(index + 1) - at(index));
    },
    fromLinear(y) {
      let low = 0;
      let high = last - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (at(middle) <= y) low = middle;
        else high = middle - 1;
      }
      return (low + (y - at(low)) / (at(low + 1) - at(low))) / last;
    },
  };
}

/**
 * 16-bit samples as a strictly rising 0..1 table, or null where the curve cannot be undone. Flat runs that come from
 * rounding to 16 bits (the dark end of a gamma table) are tilted within that rounding; a real plateau is refused.
 */
export function riseStrictly(entries: readonly number[]): Float64Array | null {
  const samples = Float64Array.from(entries, (entry) => entry / 65535);
  const largestRounding = 4 / 65535;
  for (let start = 0; start < samples.length - 1; ) {
    const from = samples[start] ?? 0;
    let end = start + 1;
    while (end < samples.length && samples[end] === from) end += 1;
    const to = samples[end];
    if (to === undefined || to < from) return null;
    if (end - start > 1 && to - from > largestRounding) return null;
    for (let k = start + 1; k < end; k += 1) samples[k] = from + ((to - from) * (k - start)) / (end - start);
    start = end;
  }
  return samples;
}

/** True where every encoded value comes back from linear light; curves that fail this cannot carry a picture. */
export function isInvertible(curve: ToneCurve): boolean {
  let previous = Number.NEGATIVE_INFINITY;
  for (let code = 0; code <= 65535; code += code < 64 ? 1 : 63) {
    const linear = Math.fround(curve.toLinear(code / 65535));
    if (!(linear > previous) || Math.round(curve.fromLinear(linear) * 65535) !== code) return false;
    previous = linear;
  }
  return Math.abs(curve.toLinear(0)) < 1e-4;
}
