import { z } from 'zod';

/** One brush stroke in pixels of the source picture; points are x, y, pressure (0 to 1) one after another. */
export const strokeSchema = z.strictObject({
  points: z.array(z.number()).min(3).max(60_000),
  /** Diameter in source pixels. */
  size: z.number().min(1).max(10_000),
  /** 0: soft from the centre; 1: a hard edge. */
  hardness: z.number().min(0).max(1),
  /** Coverage that one stroke lays on, 0 to 1. */
  flow: z.number().min(0).max(1),
  erase: z.boolean(),
});
export type Stroke = z.infer<typeof strokeSchema>;

/** A mask as vectors: strokes in the order they were painted, then inverted or not. Never pixels. */
export const brushMaskSchema = z.strictObject({
  strokes: z.array(strokeSchema).max(10_000),
  inverted: z.boolean(),
});
export type BrushMask = z.infer<typeof brushMaskSchema>;
