import { app } from 'electron';
import * as z from 'zod';
import type { Grants } from '../host/grants.ts';
import { parseStart, type RestoreRequest } from '../host/startRequest.ts';
import type { Entry } from '../shared/contract/shell.ts';
import { allowed } from './ipc/shellService.ts';

/** What a second start hands to the first: Chromium puts the arguments of `second-instance` in an order of its own. */
const handedSchema = z.object({ args: z.array(z.string()), folder: z.string() });

/** The arguments of this start, to be handed to an instance that runs already. */
export function startToHand(): z.infer<typeof handedSchema> {
  return { args: process.argv, folder: process.cwd() };
}

/** Files that came from outside before or after a window was there to take them. */
export class OpenRequests {
  readonly #grants: Grants;
  readonly #onRestore: (request: RestoreRequest) => void;
  #waiting: string[] = [];
  #deliver: ((entries: Entry[]) => void) | null = null;

  /** @param onRestore takes photos that are to be restored, not opened */
  constructor(grants: Grants, onRestore: (request: RestoreRequest) => void) {
    this.#grants = grants;
    this.#onRestore = onRestore;
  }

  /** Listens for files of the system (macOS) and of second starts; before the app is ready, or the first is missed. */
  listen(): void {
    app.on('open-file', (event, path) => {
      event.preventDefault();
      this.add([path]);
    });
    app.on('second-instance', (_event, argv, folder, handed) => {
      const told = handedSchema.safeParse(handed).data ?? { args: argv, folder };
      this.addArguments(told.args, told.folder);
    });
  }

  /** Takes what the arguments of a start in a folder ask for. */
  addArguments(argv: readonly string[], folder: string): void {
    const { open, restore } = parseStart(argv.slice(app.isPackaged ? 1 : 2), folder);
    this.add(open);
    if (restore !== null) this.#onRestore(restore);
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
