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

  /** Listens for files that the system hands over (macOS); before the app is ready, or the first one is missed. */
  listen(): void {
    app.on('open-file', (event, path) => {
      event.preventDefault();
      this.add([path]);
    });
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

/** Files among the arguments of a start; options and the program itself are none. */
export function filesOf(argv: readonly string[], isPackaged: boolean): readonly string[] {
  return argv.slice(isPackaged ? 1 : 2).filter((argument) => !argument.startsWith('-'));
}
