import type { Rect } from '../../shared/base/geometry.ts';
import type { Picture } from '../image/picture.ts';
import type { Field } from './field.ts';

/** Brightness (luma) and the two colour differences (Cb, Cr) of a pixel, from its encoded values; 0..1 and -0.5..0.5. */
export type LumaChroma = readonly [luma: number, cb: number, cr: number];

/** What a field of pixel values makes of them. */
export interface ValueCoverage {
  at(luma: number, cb: number, cr: number): number;
  /** Bounds over all values between `low` and `high`. */
  between(low: LumaChroma, high: LumaChroma): readonly [low: number, high: number];
}

const cellSide = 64;
/** Least and most of the three values. */
const perCell = 6;

/**
 * The source picture as masks look at it: never what steps have made of it, so that a mask stays where it is whatever
 * happens before its step. Extremes of small cells, found when they are first asked for, say where a mask is all or
 * nothing without a look at each pixel.
 */
export class SourceValues {
  readonly #picture: Picture;
  readonly #weights: readonly [number, number, number];
  readonly #columns: number;
  readonly #extremes: Float32Array;

  constructor(picture: Picture) {
    this.#picture = picture;
    this.#weights = picture.colourSpace.luminance;
    this.#columns = Math.ceil(picture.width / cellSide);
    this.#extremes = new Float32Array(this.#columns * Math.ceil(picture.height / cellSide) * perCell).fill(Number.NaN);
  }

  /** Luma and colour differences of an encoded sRGB colour, as the picture's own colour space has them. */
  of(...srgb: readonly [red: number, green: number, blue: number]): LumaChroma {
    const values = Float32Array.from(srgb);
    this.#picture.colourSpace.fromSrgb(values);
    const [red, green, blue] = [...values] as [number, number, number];
    const [ofRed, ofGreen, ofBlue] = this.#weights;
    const luma = ofRed * red + ofGreen * green + ofBlue * blue;
    return [luma, (blue - luma) / (2 * (1 - ofBlue)), (red - luma) / (2 * (1 - ofRed))];
  }

  /** A field that looks at nothing but each pixel's own values; `key` names it among all others. */
  field(coverage: ValueCoverage, key: string): Field {
    return {
      facts: (rect) => {
        const [low, high] = coverage.between(...this.#extremesOf(rect));
        return low === high
          ? { low, high, key: `=${low}`, coarsest: Number.POSITIVE_INFINITY }
          : { low, high, key, coarsest: 0 };
      },
      read: (_level, rect, into) => {
        const [lumas, cbs, crs] = this.#read(rect);
        for (let i = 0; i < into.length; i += 1) {
          into[i] = coverage.at(lumas[i] as number, cbs[i] as number, crs[i] as number);
        }
      },
    };
  }

  #extremesOf(rect: Rect): readonly [low: LumaChroma, high: LumaChroma] {
    const [lastRow, lastColumn] = [rect.top + rect.height - 1, rect.left + rect.width - 1];
    const found = [Infinity, -Infinity, Infinity, -Infinity, Infinity, -Infinity];
    for (let row = Math.floor(rect.top / cellSide); row * cellSide <= lastRow; row += 1) {
      for (let column = Math.floor(rect.left / cellSide); column * cellSide <= lastColumn; column += 1) {
        const at = this.#cell(row, column);
        for (let i = 0; i < perCell; i += 1) {
          const value = this.#extremes[at + i] as number;
          const known = found[i] as number;
          found[i] = i % 2 === 0 ? Math.min(known, value) : Math.max(known, value);
        }
      }
    }
    const [lumaLow, lumaHigh, cbLow, cbHigh, crLow, crHigh] = found as [number, number, number, number, number, number];
    return [
      [lumaLow, cbLow, crLow],
      [lumaHigh, cbHigh, crHigh],
    ];
  }

  /** Where the extremes of a cell stand. Rounded outward: they are held in single precision. */
  #cell(row: number, column: number): number {
    const at = (row * this.#columns + column) * perCell;
    if (!Number.isNaN(this.#extremes[at])) return at;
    const { width, height } = this.#picture;
    const [left, top] = [column * cellSide, row * cellSide];
    const rect = { left, top, width: Math.min(cellSide, width - left), height: Math.min(cellSide, height - top) };
    for (const [i, values] of this.#read(rect).entries()) {
      let [least, most] = [Infinity, -Infinity];
      for (const value of values) {
        if (value < least) least = value;
        if (value > most) most = value;
      }
      this.#extremes[at + 2 * i] = least - 1e-6;
      this.#extremes[at + 2 * i + 1] = most + 1e-6;
    }
    return at;
  }

  /** Luma, Cb and Cr of a rectangle, row by row. */
  #read(rect: Rect): readonly [Float32Array, Float32Array, Float32Array] {
    const { samples, channels, width, depth } = this.#picture;
    const scale = depth === 8 ? 1 / 255 : 1 / 65535;
    const [ofRed, ofGreen, ofBlue] = this.#weights;
    const [perCb, perCr] = [1 / (2 * (1 - ofBlue)), 1 / (2 * (1 - ofRed))];
    const count = rect.width * rect.height;
    const [lumas, cbs, crs] = [new Float32Array(count), new Float32Array(count), new Float32Array(count)];
    for (let row = 0, to = 0; row < rect.height; row += 1) {
      let from = ((rect.top + row) * width + rect.left) * channels;
      for (let column = 0; column < rect.width; column += 1, from += channels, to += 1) {
        const red = (samples[from] as number) * scale;
        if (channels === 1) {
          lumas[to] = red;
          continue;
        }
        const blue = (samples[from + 2] as number) * scale;
        const luma = ofRed * red + ofGreen * (samples[from + 1] as number) * scale + ofBlue * blue;
        lumas[to] = luma;
        cbs[to] = (blue - luma) * perCb;
        crs[to] = (red - luma) * perCr;
      }
    }
    return [lumas, cbs, crs];
  }
}
