import type { MenuItemConstructorOptions } from 'electron';
import { queueTally } from '../../host/queueProgress.ts';
import type { QueueSummary } from '../../shared/contract/queue.ts';
import type { Say } from '../../shared/words/words.ts';

export interface TrayActions {
  readonly show: () => void;
  readonly pause: () => void;
  readonly resume: () => void;
  readonly quit: () => void;
}

/** How far the queue is, in a few words. */
export function trayWords(summary: QueueSummary, say: Say): string {
  if (summary.state === 'idle') return say('tray.idle');
  return say(summary.state === 'paused' ? 'tray.paused' : 'tray.progress', queueTally(summary));
}

/** The menu of the icon beside the clock as a description. */
export function trayTemplate(summary: QueueSummary, say: Say, actions: TrayActions): MenuItemConstructorOptions[] {
  const isPaused = summary.state === 'paused';
  return [
    { label: trayWords(summary, say), enabled: false },
    { type: 'separator' },
    { label: say('tray.show'), click: actions.show },
    {
      label: say(isPaused ? 'queue.resume' : 'queue.pause'),
      enabled: summary.state !== 'idle',
      click: isPaused ? actions.resume : actions.pause,
    },
    { type: 'separator' },
    { label: say('menu.quit'), click: actions.quit },
  ];
}
