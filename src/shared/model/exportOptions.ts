import * as z from 'zod';
import { depthSchema, outputFormatSchema } from './image.ts';

/** How a finished picture is written. */
export const exportOptionsSchema = z.strictObject({
  format: outputFormatSchema,
  /** 1 to 100 for JPEG, WebP and AVIF; ignored by PNG and TIFF. */
  quality: z.number().int().min(1).max(100).default(95),
  depth: depthSchema,
  /** Longest side in pixels, never enlarged; null keeps the size. */
  longSide: z.number().int().min(16).max(100_000).nullable().default(null),
  metadata: z.enum(['all', 'without-place', 'none']).default('all'),
  /** File name pattern: `{name}` is the source's name without extension, `{n}` a number that makes it unique. */
  pattern: z.string().min(1).max(200).default('{name}-restored'),
});
export type ExportOptions = z.infer<typeof exportOptionsSchema>;
