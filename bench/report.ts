import { writeFile } from 'node:fs/promises';
import { machine } from './machine.ts';

/** What a bench finds: told line by line as it comes, and kept with machine and versions for `--json FILE`. */
export class BenchReport {
  readonly #file: string | undefined;
  readonly #found: { readonly said: string; readonly figures: unknown }[] = [];

  constructor(file = namedFile()) {
    this.#file = file;
  }

  tell(said: string, figures: unknown = null): void {
    console.log(said);
    this.#found.push({ said, figures });
  }

  /** Writes what was told, where a file was asked for. */
  async write(): Promise<void> {
    if (this.#file === undefined) return;
    await writeFile(this.#file, `${JSON.stringify({ machine: machine(), found: this.#found }, null, 2)}\n`);
  }
}

/** The file after `--json` among the arguments. */
function namedFile(): string | undefined {
  const place = process.argv.indexOf('--json');
  return place < 0 ? undefined : process.argv[place + 1];
}
