import { resolve } from 'node:path';
import { app } from 'electron';
import type { Grants } from '../host/grants.ts';
import type { Entry } from '../shared/contract/shell.ts';
import { allowed } from './ipc/shellService.ts';

/** Files that came from outside before or after a window was there to take them. */
export class OpenRequests {
  readonly #grants: Grants;
  #waiting: string[] = [];
  #deliver: ((entries: Entry[]) => void) | null = null;

  constructor(grants: Grants) {
    this.#grants = grants;
  }

  /** Listens for files of the system (macOS) and of second starts; before the app is ready, or the first is missed. */
  listen(): void {
    app.on('open-file', (event, path) => {
      event.preventDefault();
      this.add([path]);
    });
    app.on('second-instance', (_event, argv, folder) => this.addArguments(argv, folder));
  }

  /** Files among the arguments of a start in a folder; options and the program itself are none. */
  addArguments(argv: readonly string[], folder: string): void {
    const files = argv.slice(app.isPackaged ? 1 : 2).filter((argument) => !argument.startsWith('-'));
    this.add(files.map((file) => resolve(folder, file)));
  }

  add(paths: readonly string[]): void {
    this.#waiting.push(...paths);
    void this.#flush();
  }

  /** From now on a page takes them. */
  deliverTo(deliver: (entries: Entry[]) => void): void {
    this.#deliver = deliver;
    void this.#flush();
  }

  async #flush(): Promise<void> {
    if (this.#deliver === null || this.#waiting.length === 0) return;
    const paths = this.#waiting.splice(0);
    const entries = await Promise.all(paths.map((path) => allowed(this.#grants, path)));
    const files = entries.filter((entry) => entry !== null).filter(({ kind }) => kind === 'file');
    if (files.length > 0) this.#deliver(files);
  }
}
