import { createHash } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../shared/base/errors.ts';
import { sentence } from '../../shared/base/sentence.ts';
import type { Step } from '../../shared/model/recipe.ts';
import { replaceFile } from '../cache/replaceFile.ts';
import { readRecipe, recipeText } from './recipeFile.ts';

/** Recipes that the user gave a name, one file each in Patina's own folder. */
export class Presets {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Names in their alphabetical order; what cannot be read is left out. */
  async names(): Promise<string[]> {
    const files = await readdir(this.#folder).catch(() => []);
    const read = files.filter((file) => file.endsWith('.json')).map((file) => readRecipe(join(this.#folder, file)));
    const found = await Promise.allSettled(read);
    const names = found.flatMap((each) => (each.status === 'fulfilled' ? [each.value.name ?? ''] : []));
    return names.filter((name) => name !== '').sort((a, b) => a.localeCompare(b));
  }

  /** Throws `usage` where there is no such preset. */
  async read(name: string): Promise<readonly Step[]> {
    if (!(await this.names()).includes(name)) {
      throw new AppError('usage', sentence('said.presetMissing', { name }));
    }
    return (await readRecipe(this.#file(name))).steps;
  }

  /** Replaces a preset of the same name. @throws AppError `disk-full`, `output-unwritable` */
  async save(name: string, steps: readonly Step[]): Promise<void> {
    await replaceFile(this.#file(name), recipeText(steps, name));
  }

  async remove(name: string): Promise<void> {
    await rm(this.#file(name), { force: true });
  }

  /** The preset that is used where nothing else is said; null where none was chosen or it is gone. */
  async usual(): Promise<string | null> {
    const chosen = await readFile(this.#usualFile, 'utf8').catch(() => '');
    return (await this.names()).find((name) => name === chosen) ?? null;
  }

  /** Throws `usage` where there is no such preset, `disk-full`, `output-unwritable`. */
  async setUsual(name: string | null): Promise<void> {
    if (name === null) {
      await rm(this.#usualFile, { force: true });
      return;
    }
    await this.read(name);
    await replaceFile(this.#usualFile, name);
  }

  get #usualFile(): string {
    return join(this.#folder, 'usual');
  }

  #file(name: string): string {
    return join(this.#folder, `${createHash('sha256').update(name).digest('hex').slice(0, 24)}.json`);
  }
}
