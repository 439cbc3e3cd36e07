import { type Settings, settingsSchema } from '../shared/contract/system.ts';
import { readJsonFile, writeJsonFile } from './jsonFile.ts';

/** The user's preferences in a file. Unknown or wrong entries fall back to their defaults one by one. */
export class SettingsFile {
  readonly #path: string;
  #settings: Settings | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  async read(): Promise<Settings> {
    this.#settings ??= tolerant(await readJsonFile(this.#path));
    return this.#settings;
  }

  /** Rejects where the file cannot be written; the change holds for this run all the same. */
  async change(changes: { [Key in keyof Settings]?: Settings[Key] | undefined }): Promise<Settings> {
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
    this.#settings = settingsSchema.parse({ ...(await this.read()), ...given });
    await writeJsonFile(this.#path, this.#settings);
    return this.#settings;
  }
}

function tolerant(found: unknown): Settings {
  const entries = typeof found === 'object' && found !== null ? Object.entries(found) : [];
  const good = entries.filter(([key, value]) => settingsSchema.partial().safeParse({ [key]: value }).success);
  return settingsSchema.parse(Object.fromEntries(good));
}
