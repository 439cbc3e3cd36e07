import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Rect } from '../../shared/base/geometry.ts';
import type { ExportOptions } from '../../shared/model/exportOptions.ts';
import type { Kept } from '../../shared/model/image.ts';
import { writePicture } from '../image/encode.ts';
import { depthFor } from '../image/formats.ts';
import { freeOutputPath, outputName } from '../image/outputName.ts';
import type { Picture, RowSource } from '../image/picture.ts';
import { renderedPicture } from '../pipeline/renderedPicture.ts';
import { breathe } from '../tiling/breathe.ts';
import type { FloatSource } from '../tiling/floatSource.ts';
import { fittedSize, scaledSource } from './scaledSource.ts';

export interface FileToWrite {
  readonly target: string;
  readonly source: FloatSource;
  /** Lends profile, metadata and alpha. */
  readonly picture: Picture;
  readonly options: ExportOptions;
  /** The original, which is never overwritten. */
  readonly original: string;
  readonly onRows?: (done: number, total: number) => void;
}

/** Writes a finished picture as the options say, smaller where they ask for it. */
export async function exportFile(file: FileToWrite, signal: AbortSignal): Promise<Kept> {
  const { options, picture } = file;
  const depth = depthFor(options.format, options.depth);
  const source = scaledSource(file.source, fittedSize(file.source, options.longSide));
  const rows = renderedPicture({
    picture,
    source,
    depth,
    alpha: () => null,
    clock: { tilesDone: 0, tilesClean: 0 },
    networksDone: Promise.resolve(),
    release: async () => undefined,
    meter: { measure: () => undefined, report: () => ({ changedOutsideMask: null }) },
    signal,
    dispose: async () => undefined,
  });
  const watched: RowSource = {
    width: rows.width,
    height: rows.height,
    channels: rows.channels,
    depth,
    readRows: async (top, count) => {
      const samples = await rows.readRows(top, count);
      file.onRows?.(top + count, rows.height);
      await breathe();
      return samples;
    },
  };
  return writePicture(
    file.target,
    watched,
    withMetadata(picture, options.metadata),
    {
      format: options.format,
      depth,
      quality: options.quality,
      stripLocation: options.metadata === 'without-place',
      flatten: true,
      protect: [file.original],
    },
    signal,
  );
}

/** The first name by the pattern that no file in `folder` has. */
export async function exportName(
  folder: string | null,
  pictureName: string,
  { pattern, format }: Pick<ExportOptions, 'pattern' | 'format'>,
): Promise<string> {
  if (folder === null) return outputName({ input: pictureName, format, pattern });
  return basename(await freeOutputPath({ input: pictureName, format, folder, pattern }));
}

/** Bytes that a picture would take, from a part of it written for trial into `folder`. */
export async function estimateBytes(file: Omit<FileToWrite, 'target'>, part: Rect, trial: string): Promise<number> {
  const { source, options, picture } = file;
  const crop: FloatSource = {
    width: part.width,
    height: part.height,
    readRect: (rect, into, signal) =>
      source.readRect({ ...rect, left: rect.left + part.left, top: rect.top + part.top }, into, signal),
  };
  const bare: Picture = { ...withMetadata(picture, 'none'), alpha: null };
  const scale = fittedSize(source, options.longSide).width / source.width;
  const longSide = scale === 1 ? null : Math.max(16, Math.round(Math.max(part.width, part.height) * scale));
  await exportFile(
    { ...file, target: trial, source: crop, picture: bare, options: { ...options, longSide } },
    new AbortController().signal,
  );
  const { size } = await stat(trial);
  const share = (source.width * source.height) / (part.width * part.height);
  return Math.round(size * share);
}

function withMetadata(picture: Picture, policy: ExportOptions['metadata']): Picture {
  if (policy !== 'none') return picture;
  return { ...picture, metadata: { ...picture.metadata, exif: null, xmp: null, iptc: null } };
}
