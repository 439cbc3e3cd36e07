import type { Rect } from '../../shared/base/geometry.ts';
import { length2d } from '../../shared/logic/maskShapes.ts';
import type { Picture } from '../image/picture.ts';
import type { Field } from './field.ts';

/** Brightness (luma) and the two colour differences (Cb, Cr) of a pixel, from its encoded values; 0..1 and -0.5..0.5. */
export type LumaChroma = readonly [luma: number, cb: number, cr: number];

/** Which number of a pixel decides: its luma, or how far it is from a colour in the plane of Cb and Cr. */
export type Deciding = 'luma' | { readonly cb: number; readonly cr: number };

/** What a field of pixel values makes of them. */
export interface ValueCoverage {
  readonly deciding: Deciding;
  /** Coverage by the deciding number, 0..1. */
  at(value: number): number;
  /** Bounds over all values between `low` and `high`. */
  between(low: LumaChroma, high: LumaChroma): readonly [low: number, high: number];
}

const cellSide = 64;
/** Least and most of the three values. */
const perCell = 6;
/** Deciding numbers are looked at in 16 bits. */
const most = 65_535;
/** Extremes are held in single precision and numbers rounded: bounds are wider by this. */
const slack = 1 / most;

/**
 * The source picture as masks look at it: never what steps have made of it, so that a mask stays where it is whatever
 * happens before its step. Extremes of small cells, found when they are first asked for, say where a mask is all or
 * nothing without a look at each pixel.
 */
export class SourceValues {
  readonly #picture: Picture;
  readonly #weights: readonly [number, number, number];
  /** What makes luma, Cb and Cr of sums and differences of samples. */
  readonly #scales: readonly [luma: number, cb: number, cr: number];
  readonly #columns: number;
  readonly #extremes: Float32Array;

  constructor(picture: Picture) {
    this.#picture = picture;
    this.#weights = picture.colourSpace.luminance;
    const [ofRed, , ofBlue] = this.#weights;
    const scale = 1 / (picture.depth === 8 ? 255 : 65535);
    this.#scales = [scale, scale / (2 * (1 - ofBlue)), scale / (2 * (1 - ofRed))];
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
    let table: Float32Array | null = null;
    return {
      facts: (rect) => {
        const [low, high] = coverage.between(...this.#extremesOf(rect));
        return low === high
          ? { low, high, key: `=${low}`, coarsest: Number.POSITIVE_INFINITY }
          : { low, high, key, coarsest: 0 };
      },
      grain: cellSide,
      read: (_level, rect, into) => {
        table ??= Float32Array.from({ length: most + 1 }, (_, code) => coverage.at(code / most));
        if (coverage.deciding === 'luma') this.#readLuma(rect, into);
        else this.#readDistance(rect, coverage.deciding, into);
        for (let i = 0; i < into.length; i += 1) {
          const code = ((into[i] as number) * most + 0.5) | 0;
          into[i] = table[code < most ? code : most] as number;
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

  /** Where the extremes of a cell stand, a little wider than they are. */
  #cell(row: number, column: number): number {
    const at = (row * this.#columns + column) * perCell;
    if (!Number.isNaN(this.#extremes[at])) return at;
    const { width, height } = this.#picture;
    const [left, top] = [column * cellSide, row * cellSide];
    const rect = { left, top, width: Math.min(cellSide, width - left), height: Math.min(cellSide, height - top) };
    const extremes = this.#extremesWithin(rect);
    for (let i = 0; i < perCell; i += 1) {
      this.#extremes[at + i] = (extremes[i] as number) + (i % 2 === 0 ? -slack : slack);
    }
    return at;
  }

  /** Least and most luma, Cb and Cr of a rectangle. */
  #extremesWithin(rect: Rect): readonly number[] {
    const { samples, channels, width } = this.#picture;
    const [ofRed, ofGreen, ofBlue] = this.#weights;
    let [lumaLow, lumaHigh, blueLow, blueHigh, redLow, redHigh] = [1e9, -1e9, 1e9, -1e9, 1e9, -1e9];
    for (let row = rect.top; row < rect.top + rect.height; row += 1) {
      const start = (row * width + rect.left) * channels;
      for (let at = start, end = start + rect.width * channels; at < end; at += channels) {
        const red = samples[at] as number;
        const blue = channels === 1 ? red : (samples[at + 2] as number);
        const luma = channels === 1 ? red : ofRed * red + ofGreen * (samples[at + 1] as number) + ofBlue * blue;
        const [overBlue, overRed] = [blue - luma, red - luma];
        if (luma < lumaLow) lumaLow = luma;
        if (luma > lumaHigh) lumaHigh = luma;
        if (overBlue < blueLow) blueLow = overBlue;
        if (overBlue > blueHigh) blueHigh = overBlue;
        if (overRed < redLow) redLow = overRed;
        if (overRed > redHigh) redHigh = overRed;
      }
    }
    const [ofLuma, ofCb, ofCr] = this.#scales;
    return [lumaLow * ofLuma, lumaHigh * ofLuma, blueLow * ofCb, blueHigh * ofCb, redLow * ofCr, redHigh * ofCr];
  }

  #readLuma(rect: Rect, into: Float32Array): void {
    const { samples, channels, width } = this.#picture;
    const [scale] = this.#scales;
    const [ofRed, ofGreen, ofBlue] = this.#weights.map((weight) => weight * scale) as [number, number, number];
    for (let row = 0, to = 0; row < rect.height; row += 1) {
      let at = ((rect.top + row) * width + rect.left) * channels;
      if (channels === 1) {
        for (let column = 0; column < rect.width; column += 1, to += 1)
          into[to] = (samples[at + column] as number) * scale;
        continue;
      }
      for (let column = 0; column < rect.width; column += 1, at += 3, to += 1) {
        const [red, green, blue] = [samples[at] as number, samples[at + 1] as number, samples[at + 2] as number];
        into[to] = ofRed * red + ofGreen * green + ofBlue * blue;
      }
    }
  }

  #readDistance(rect: Rect, { cb, cr }: Exclude<Deciding, 'luma'>, into: Float32Array): void {
    const { samples, channels, width } = this.#picture;
    if (channels === 1) {
      into.fill(length2d(cb, cr));
      return;
    }
    const [ofRed, ofGreen, ofBlue] = this.#weights;
    const [, ofCb, ofCr] = this.#scales;
    for (let row = 0, to = 0; row < rect.height; row += 1) {
      let at = ((rect.top + row) * width + rect.left) * channels;
      for (let column = 0; column < rect.width; column += 1, at += 3, to += 1) {
        const red = samples[at] as number;
        const blue = samples[at + 2] as number;
        const luma = ofRed * red + ofGreen * (samples[at + 1] as number) + ofBlue * blue;
        into[to] = length2d((blue - luma) * ofCb - cb, (red - luma) * ofCr - cr);
      }
    }
  }
}
