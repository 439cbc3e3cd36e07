import { type Depth, fileEndings, type InputFormat, type OutputFormat } from '../../shared/model/image.ts';

/** What a format can hold, as far as Patina writes it. */
export interface FormatAbility {
  readonly name: string;
  /** Endings of file names, the usual one first. */
  readonly extensions: readonly string[];
  readonly depths: readonly Depth[];
  readonly alpha: boolean;
  /** Longest side in pixels. */
  readonly longestSide: number;
}

export const formats: Readonly<Record<OutputFormat, FormatAbility>> = {
  jpeg: { name: 'JPEG', extensions: fileEndings.jpeg, depths: [8], alpha: false, longestSide: 65535 },
  png: { name: 'PNG', extensions: fileEndings.png, depths: [8, 16], alpha: true, longestSide: 2 ** 31 - 1 },
  tiff: { name: 'TIFF', extensions: fileEndings.tiff, depths: [8, 16], alpha: true, longestSide: 2 ** 31 - 1 },
  webp: { name: 'WebP', extensions: fileEndings.webp, depths: [8], alpha: true, longestSide: 16383 },
  avif: { name: 'AVIF', extensions: fileEndings.avif, depths: [8, 16], alpha: true, longestSide: 16384 },
};

/** Names of the formats for people. */
export function formatName(format: InputFormat): string {
  return format === 'gif' ? 'GIF' : formats[format].name;
}

/** The format that a picture is written in unless another is asked for; GIF is read only and becomes PNG. */
export function defaultOutputFormat(format: InputFormat): OutputFormat {
  return format === 'gif' ? 'png' : format;
}

/** The format that a file name asks for, or null where its ending says nothing. */
export function formatOfName(fileName: string): OutputFormat | null {
  const ending = /\.([^./\\]+)$/.exec(fileName)?.[1]?.toLowerCase();
  const all = Object.keys(formats) as OutputFormat[];
  return all.find((format) => ending !== undefined && formats[format].extensions.includes(ending)) ?? null;
}

/** The greatest depth up to `wanted` that the format holds; AVIF holds 16 bits as 12. */
export function depthFor(format: OutputFormat, wanted: Depth): Depth {
  return formats[format].depths.includes(wanted) ? wanted : 8;
}
