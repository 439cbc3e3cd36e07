import type { Rect, Size } from '../../shared/base/geometry.ts';
import type { ColourSpace } from '../image/colourSpace.ts';

/** An adjustment that looks at one pixel at a time. */
export interface PointAdjustment {
  readonly kind: 'point';
  /** What `apply` works on: the picture's encoded values, or linear light in its own primaries. */
  readonly domain: 'encoded' | 'linear';
  /** Changes interleaved red, green, blue in place. */
  apply(values: Float32Array): void;
}

/** An adjustment that looks at a neighbourhood, in encoded values. */
export interface AreaAdjustment {
  readonly kind: 'area';
  /** How many pixels around a rectangle it must see. */
  readonly halo: number;
  /**
   * Fills `output`, the pixels of `outputRect`, from `input`, the pixels of `inputRect`: the output's rectangle grown
   * by `halo` and cut at the picture's edge.
   */
  apply(input: Float32Array, inputRect: Rect, outputRect: Rect, output: Float32Array): void;
}

/** An adjustment that must look at the whole picture once, by its thumbnail, before it can start. */
export interface MeasuredAdjustment {
  readonly kind: 'measured';
  readonly thumbnail: Size;
  /** Takes the thumbnail of the step's input, interleaved encoded values, and gives what to do with each pixel. */
  measure(thumbnail: Float32Array): PointAdjustment;
}

/** Exact mathematics on pixels; what it does with no amount at all is nothing, and such a step is never made. */
export type Adjustment = PointAdjustment | AreaAdjustment | MeasuredAdjustment;

/** What an adjustment must know about the picture. */
export type AdjustmentContext = Pick<ColourSpace, 'luminance' | 'toLinear' | 'fromSrgb'>;
