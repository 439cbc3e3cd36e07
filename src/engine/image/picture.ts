import type { Sentence } from '../../shared/base/sentence.ts';
import type { Depth, InputFormat } from '../../shared/model/image.ts';
import type { ColourSpace } from './colourSpace.ts';
import type { Metadata } from './metadata.ts';

/** Whole numbers as they stand in the file: 0..255 at depth 8, 0..65535 at depth 16. */
export type Samples = Uint8Array | Uint16Array;

/** How the file held the picture, as far as it matters for writing it again the same way. */
export interface SourceEncoding {
  /** Chroma subsampling of a JPEG or AVIF file, e.g. `4:2:0`; null where the format has none or does not say. */
  readonly chroma: string | null;
  /** True where the file's compression kept every value, as in a lossless WebP. */
  readonly lossless: boolean;
}

/**
 * A decoded picture, upright. `samples` holds the colour channels only, interleaved row by row in the picture's own
 * encoded colour space; alpha lives beside it and is never touched by a restoration.
 */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** 1 for grey, 3 for red, green, blue. */
  readonly channels: 1 | 3;
  readonly depth: Depth;
  readonly samples: Samples;
  /** One value per pixel at the picture's depth, or null where the picture is opaque. */
  readonly alpha: Samples | null;
  readonly colourSpace: ColourSpace;
  readonly metadata: Metadata;
  readonly format: InputFormat;
  /** Missing for pictures that do not come from a file. */
  readonly encoding?: SourceEncoding;
  /** Things the user should know, e.g. that only the first page was read. */
  readonly notes: readonly Sentence[];
}

/** A finished picture, handed out in rows so that nobody needs it in memory twice. */
export interface RowSource {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly depth: Depth;
  /** Colour samples of `count` rows from `top`, interleaved, at `depth`. Rows are asked for from top to bottom, once,
   * and may be overwritten by the next call. */
  readRows(top: number, count: number): Promise<Samples>;
}
