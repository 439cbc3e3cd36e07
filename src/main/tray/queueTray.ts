import { join } from 'node:path';
import { Menu, Notification, Tray } from 'electron';
import type { QueueEnd } from '../../host/queueProgress.ts';
import type { QueueSummary } from '../../shared/contract/queue.ts';
import type { Say } from '../../shared/words/words.ts';
import { type TrayActions, trayTemplate, trayWords } from './trayTemplate.ts';

/** An icon beside the clock while the queue has something to do: how far it is, and pause, window and quit in its menu. */
export class QueueTray {
  readonly #icon: string;
  readonly #actions: TrayActions;
  #tray: Tray | null = null;
  #shown = '';

  /** @param icons folder of the icons */
  constructor(icons: string, actions: TrayActions) {
    // macOS colours an icon of this name itself, and every system takes the file for dense screens by its own name.
    this.#icon = join(icons, process.platform === 'darwin' ? 'trayTemplate.png' : 'tray.png');
    this.#actions = actions;
  }

  /** True while the icon is there. */
  get isShown(): boolean {
    return this.#tray !== null;
  }

  update(summary: QueueSummary, say: Say): void {
    if (summary.state === 'idle') {
      this.#tray?.destroy();
      this.#tray = null;
      this.#shown = '';
      return;
    }
    const words = trayWords(summary, say);
    // A menu that is rebuilt while it is open would close.
    if (words === this.#shown) return;
    this.#shown = words;
    this.#tray ??= this.#open();
    this.#tray.setToolTip(words);
    this.#tray.setContextMenu(Menu.buildFromTemplate(trayTemplate(summary, say, this.#actions)));
  }

  #open(): Tray {
    const tray = new Tray(this.#icon);
    tray.on('click', this.#actions.show);
    return tray;
  }
}

/** Tells by a message of the system what became of the photos, where the system shows such messages. */
export function tellEnd({ done, left }: QueueEnd, say: Say, onClick: () => void): void {
  if (!Notification.isSupported()) return;
  const parts = [say('tray.done', { count: done }), ...(left > 0 ? [say('tray.failed', { count: left })] : [])];
  const message = new Notification({ title: say('app.name'), body: parts.join(' · ') });
  message.on('click', onClick);
  message.show();
}
