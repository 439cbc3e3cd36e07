import * as z from 'zod';

/** Formats that a picture can be read from. */
export const inputFormatSchema = z.enum(['jpeg', 'png', 'tiff', 'webp', 'avif', 'gif']);
export type InputFormat = z.infer<typeof inputFormatSchema>;

/** Formats that a picture can be written to. */
export const outputFormatSchema = z.enum(['jpeg', 'png', 'tiff', 'webp', 'avif']);
export type OutputFormat = z.infer<typeof outputFormatSchema>;

/** Endings of the names of files of each format, the usual one first. */
export const fileEndings = {
  jpeg: ['jpg', 'jpeg', 'jpe', 'jfif'],
  png: ['png'],
  tiff: ['tif', 'tiff'],
  webp: ['webp'],
  avif: ['avif'],
  gif: ['gif'],
} as const satisfies Readonly<Record<InputFormat, readonly string[]>>;

/** Bits per channel of a picture in a file. */
export const depthSchema = z.union([z.literal(8), z.literal(16)]);
export type Depth = z.infer<typeof depthSchema>;

/** What of a picture survived from input to output; `icc` names the profile, null where the picture had none. */
export const keptSchema = z.strictObject({
  exif: z.boolean(),
  xmp: z.boolean(),
  iptc: z.boolean(),
  icc: z.string().nullable(),
  alpha: z.boolean(),
  depth: depthSchema,
});
export type Kept = z.infer<typeof keptSchema>;
