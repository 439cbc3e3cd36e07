import { stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { AppError } from '../../shared/base/errors.ts';
import type { Rect } from '../../shared/base/geometry.ts';
import type { ExportOptions } from '../../shared/model/exportOptions.ts';
import type { Kept } from '../../shared/model/image.ts';
import { breathe } from '../document/breathe.ts';
import { writePicture } from '../image/encode.ts';
import { depthFor, formats } from '../image/formats.ts';
import type { Picture, RowSource } from '../image/picture.ts';
import { renderedPicture } from '../pipeline/renderedPicture.ts';
import type { FloatSource } from '../tiling/floatSource.ts';
import { fittedSize, scaledSource } from './scaledSource.ts';

const mostTries = 10_000;

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
    clock: { tilesDone: 0 },
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
  options: Pick<ExportOptions, 'pattern' | 'format'>,
): Promise<string> {
  for (let attempt = 1; attempt < mostTries; attempt += 1) {
    const name = nameBy(pictureName, options, attempt);
    if (folder === null || !(await exists(join(folder, name)))) return name;
  }
  throw new AppError('output-unwritable', 'There is no free name for this export. Choose another name pattern.');
}

/** `{name}` and `{n}` of a pattern filled in; without `{n}` the second try gets `-2`. Nothing of it can be a folder. */
function nameBy(
  pictureName: string,
  { pattern, format }: Pick<ExportOptions, 'pattern' | 'format'>,
  n: number,
): string {
  const name = pictureName.slice(0, pictureName.length - extname(pictureName).length);
  const numbered = pattern.includes('{n}') || n === 1 ? pattern : `${pattern}-{n}`;
  const filled = numbered.replaceAll('{name}', () => name).replaceAll('{n}', String(n));
  const harmless = filled
    .replace(/[\p{Cc}\\/<>:"|?*]/gu, '_')
    .replace(/^\.+/, '_')
    .trim()
    .slice(0, 180);
  return `${harmless === '' ? 'photo' : harmless}.${formats[format].extensions[0] ?? format}`;
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

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
