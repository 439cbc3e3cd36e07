import type { Depth, OutputFormat } from '../../shared/model/image.ts';
import type { PublishOptions } from './atomicFile.ts';

/** How a finished picture is written. */
export interface WriteOptions extends PublishOptions {
  readonly format: OutputFormat;
  /** Bits per channel; the source's unless given, or 8 where the format holds no more. */
  readonly depth?: Depth;
  /** 1 to 100; 95 for JPEG and WebP and 85 for AVIF unless given. PNG and TIFF lose nothing and ignore it. */
  readonly quality?: number;
  /** Leave out where the photo was taken. */
  readonly stripLocation?: boolean;
  /** Put a transparent picture on white for a format that holds no transparency. */
  readonly flatten?: boolean;
  /** Hears what the user should know, e.g. that a block of metadata found no place. */
  readonly note?: (words: string) => void;
}
