import { stat } from 'node:fs/promises';
import * as z from 'zod';
import { readJsonFile, writeJsonFile } from './jsonFile.ts';

const mostRemembered = 12;
const fileSchema = z.array(z.string().min(1).max(4096)).max(100);

/** The pictures that were opened last, newest first. Files that are gone are not offered. */
export class RecentFiles {
  readonly #path: string;
  readonly #onChanged: () => void;
  #queue: Promise<void> = Promise.resolve();

  constructor(path: string, onChanged: () => void = () => undefined) {
    this.#path = path;
    this.#onChanged = onChanged;
  }

  async list(): Promise<readonly string[]> {
    const paths = await this.#read();
    const found = await Promise.all(paths.map((path) => stat(path).catch(() => null)));
    return paths.filter((_, index) => found[index]?.isFile() === true);
  }

  /** Puts a picture first. Never rejects: a list that cannot be kept is no reason to stop anybody. */
  add(path: string): Promise<void> {
    this.#queue = this.#queue.then(() => this.#put(path)).catch(() => undefined);
    return this.#queue;
  }

  async #put(path: string): Promise<void> {
    const rest = (await this.#read()).filter((each) => each !== path);
    await writeJsonFile(this.#path, [path, ...rest].slice(0, mostRemembered));
    this.#onChanged();
  }

  async #read(): Promise<readonly string[]> {
    const parsed = fileSchema.safeParse(await readJsonFile(this.#path));
    return parsed.success ? parsed.data : [];
  }
}
