import { access } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import type { OutputFormat } from '../../shared/model/image.ts';
import { formatOfName, formats } from './formats.ts';

/** Bytes of a file name that all common disks take. */
const longestName = 255;
const longestPattern = 100;
const mostTries = 10_000;

/** How results are named where nothing else is asked for. */
export const usualPattern = '{name}-restored';

/** What chooses where a result lies. */
export interface OutputPlace {
  readonly input: string;
  readonly format: OutputFormat;
  /** Folder for the result; the input's own unless given. */
  readonly folder?: string;
  /** `{name}` is the input's name without ending, `{n}` a number that makes the name unique; `usualPattern` by default. */
  readonly pattern?: string;
}

/**
 * The `attempt`th name for a result: `photo-restored.jpg`, then `photo-restored-2.jpg`, and so on; a pattern without
 * `{n}` has it at its end from the second on. Nothing of a pattern can be a folder. The input's own ending stays where
 * it fits the format. A long name is cut in its middle part, never in half a character.
 */
export function outputName(place: OutputPlace, attempt = 1): string {
  const ending = extname(place.input);
  const stem = basename(place.input, ending);
  const kept = formatOfName(place.input) === place.format ? ending : `.${formats[place.format].extensions[0] ?? ''}`;
  const pattern = harmless(place.pattern ?? usualPattern);
  const numbered = pattern.includes('{n}') || attempt === 1 ? pattern : `${pattern}-{n}`;
  const fill = (name: string) => numbered.replaceAll('{n}', String(attempt)).replaceAll('{name}', () => name) + kept;
  const times = numbered.split('{name}').length - 1;
  const room = Math.floor((longestName - Buffer.byteLength(fill(''))) / Math.max(1, times));
  return join(place.folder ?? dirname(place.input), fill(cutToBytes(stem, room)));
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

/** A pattern without what no disk takes in a name, what would lead into another folder or hide the file. */
function harmless(pattern: string): string {
  return (
    pattern
      .replace(/[\p{Cc}\\/<>:"|?*]/gu, '_')
      .replace(/^\.+/, '_')
      .trim()
      .slice(0, longestPattern) || usualPattern
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
