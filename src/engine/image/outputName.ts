import { access } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import type { OutputFormat } from '../../shared/model/image.ts';
import { formatOfName, formats } from './formats.ts';

/** Bytes of a file name that all common disks take. */
const longestName = 255;
const mostTries = 10_000;

/** What chooses where a result lies. */
export interface OutputPlace {
  readonly input: string;
  readonly format: OutputFormat;
  /** Folder for the result; the input's own unless given. */
  readonly folder?: string;
}

/**
 * The `attempt`th name for a result: `photo-restored.jpg`, then `photo-restored-2.jpg`, and so on. The input's own
 * ending stays where it fits the format. A long name is cut in its middle part, never in half a character.
 */
export function outputName(place: OutputPlace, attempt = 1): string {
  const ending = extname(place.input);
  const stem = basename(place.input, ending);
  const kept = formatOfName(place.input) === place.format ? ending : `.${formats[place.format].extensions[0] ?? ''}`;
  const suffix = `-restored${attempt === 1 ? '' : `-${attempt}`}${kept}`;
  return join(place.folder ?? dirname(place.input), cutToBytes(stem, longestName - Buffer.byteLength(suffix)) + suffix);
}

/** The first name that no file has yet and that is not in `taken`. */
export async function freeOutputPath(place: OutputPlace, taken: ReadonlySet<string> = new Set()): Promise<string> {
  for (let attempt = 1; attempt < mostTries; attempt += 1) {
    const path = outputName(place, attempt);
    if (!taken.has(path) && !(await exists(path))) return path;
  }
  return outputName(place, mostTries);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function cutToBytes(text: string, bytes: number): string {
  let cut = '';
  let length = 0;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    length += Buffer.byteLength(segment);
    if (length > bytes) break;
    cut += segment;
  }
  return cut;
}
