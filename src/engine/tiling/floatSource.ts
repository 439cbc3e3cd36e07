import type { Rect, Size } from '../../shared/base/geometry.ts';

/**
 * A picture inside the pipeline, handed out by rectangles: float32, interleaved red, green, blue in the picture's own
 * encoded colour space, 0..1 being the depth's range; values outside it are kept.
 */
export interface FloatSource extends Size {
  /**
   * Fills `into` (exactly `width * height * 3` values of the rectangle, row by row) and hands it back to the caller,
   * who may change it in place. The rectangle must lie inside the picture.
   */
  readRect(rect: Rect, into: Float32Array, signal?: AbortSignal): Promise<void>;
  /**
   * Averages row `y` onto the equal parts of `means` (three values each), every value kept inside 0..1. Only there
   * where it takes less than reading the row.
   */
  averageRow?(y: number, means: Float64Array): void;
  /**
   * Mixes a step's result over the rectangle with what `readRect` would give there, bit for bit as `blend` does it
   * everywhere; `strength` is between 0 and 1. Only there where it takes less than reading first.
   */
  blendUnder?(rect: Rect, result: Float32Array, strength: number): void;
}

/** Channels of everything inside the pipeline; grey pictures carry their one channel three times. */
export const pipelineChannels = 3;
