import { app, type BrowserWindow, dialog } from 'electron';
import type { EngineLink } from '../host/engineLink.ts';
import type { Grants } from '../host/grants.ts';
import { QueueProgress } from '../host/queueProgress.ts';
import type { RestoreRequest } from '../host/startRequest.ts';
import { failureOf, toAppError } from '../shared/base/errors.ts';
import type { QueueSummary } from '../shared/contract/queue.ts';
import { sayFailure } from '../shared/words/saySentence.ts';
import type { Say } from '../shared/words/words.ts';
import { allowed } from './ipc/shellService.ts';
import { QueueTray, tellEnd } from './tray/queueTray.ts';

export interface QueueShellParts {
  readonly engine: () => Pick<EngineLink, 'call'>;
  readonly grants: Grants;
  /** Folder of the tray's icons. */
  readonly icons: string;
  readonly say: () => Say;
  /** Photos came in from outside: the window shows the queue. */
  readonly onQueued: () => void;
}

/** The queue as the desktop sees it: photos from the file manager, the icon beside the clock, and the end of it all. */
export class QueueShell {
  readonly #parts: QueueShellParts;
  readonly #progress = new QueueProgress();
  readonly #tray: QueueTray;
  #window: BrowserWindow | null = null;

  constructor(parts: QueueShellParts) {
    this.#parts = parts;
    this.#tray = new QueueTray(parts.icons, {
      show: () => this.show(),
      pause: () => void this.#try(() => this.#call('pause')),
      resume: () => void this.#try(() => this.#call('resume')),
      quit: () => app.quit(),
    });
  }

  /** Photos that wait or are at work. */
  get open(): number {
    return this.#progress.open;
  }

  /** The window that is shown and hidden. */
  attach(window: BrowserWindow): void {
    this.#window = window;
  }

  /** True where the window may go out of sight and the work goes on without it. */
  get goesOnWithout(): boolean {
    return this.#tray.isShown && this.#progress.last?.state === 'running';
  }

  show(): void {
    const window = this.#window;
    if (window === null) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  took(summary: QueueSummary): void {
    const end = this.#progress.take(summary);
    this.#tray.update(summary, this.#parts.say());
    if (end === null || this.#window === null || this.#window.isFocused()) return;
    tellEnd(end, this.#parts.say(), () => this.show());
    // Nobody sees the window, and it has nothing left to do.
    if (!this.#window.isVisible()) app.quit();
  }

  /** Puts photos from the file manager into the queue, to be begun at once. */
  restore({ places, treatment }: RestoreRequest): Promise<void> {
    return this.#try(async () => {
      const found = await Promise.all(places.map((path) => allowed(this.#parts.grants, path)));
      const entries = found.filter((entry) => entry !== null).map(({ grant, kind }) => ({ grant, kind }));
      if (entries.length === 0) return;
      await this.#call('add', { entries, treatment, subfolders: true, hold: false });
      this.#parts.onQueued();
    });
  }

  /** What fails is told in a window of its own: ours may be out of sight. */
  async #try(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      const error = toAppError(thrown);
      const say = this.#parts.say();
      dialog.showErrorBox(say(`error.${error.code}`), sayFailure(say, failureOf(error)));
    }
  }

  #call(method: 'add' | 'pause' | 'resume', input: object = {}): Promise<unknown> {
    return this.#parts.engine().call('queue', method, input);
  }
}
