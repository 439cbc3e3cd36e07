import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { AppError } from '../../shared/base/errors.ts';
import { sentence } from '../../shared/base/sentence.ts';
import { fileEndings } from '../../shared/model/image.ts';

const endings: readonly string[] = Object.values(fileEndings).flat();
const byName = new Intl.Collator('en', { numeric: true });
const resultName = /-restored(-\d+)?$/;

/** What a batch works on, in the order of the names. */
export interface FoundPhotos {
  readonly photos: readonly string[];
  /** Results of earlier work, whose original lies beside them. */
  readonly results: readonly string[];
}

/**
 * The photos that folders, patterns (`scans/*.jpg`) and file names stand for, each once, by their absolute paths. Of a
 * folder those of its own level, with `subfolders` all below; hidden files and other kinds of files are left out, but a
 * file that is named is taken whatever its ending. Throws `input-missing` where one of them stands for nothing.
 */
export async function findPhotos(places: readonly string[], subfolders: boolean): Promise<FoundPhotos> {
  const found = new Map<string, string>();
  for (const place of places) {
    const files = await photosAt(place, subfolders);
    if (files.length === 0) throw new AppError('input-missing', sentence('said.noPhotos', { place }));
    for (const file of files) found.set(await realpath(file), file);
  }
  const all = [...found.values()].sort(byName.compare);
  const originals = new Set(all.map(stem));
  const isResult = (file: string): boolean => {
    const name = stem(file);
    return resultName.test(name) && originals.has(name.replace(resultName, ''));
  };
  return { photos: all.filter((file) => !isResult(file)), results: all.filter(isResult) };
}

async function photosAt(place: string, subfolders: boolean): Promise<string[]> {
  const found = await stat(place).catch(() => null);
  if (found?.isFile()) return [resolve(place)];
  const pattern = `${subfolders ? '**/' : ''}*.{${endings.join(',')}}`;
  const options = { absolute: true, caseSensitiveMatch: false, expandDirectories: false };
  if (found?.isDirectory()) return glob(pattern, { ...options, cwd: place });
  if (!isDynamicPattern(place)) {
    throw new AppError('input-missing', sentence('said.placeMissing', { place }));
  }
  const files = await glob(place, options);
  return files.filter((file) => endings.includes(extname(file).slice(1).toLowerCase()));
}

function stem(file: string): string {
  return join(dirname(file), basename(file, extname(file)));
}
