import { type BrowserWindow, dialog } from 'electron';
import type { AtStake } from '../../host/unsavedWork.ts';
import type { Say } from '../../shared/words/words.ts';

/**
 * Asks where something would be lost or is not finished; true where the window may go.
 * @param queued photos of the queue that are not restored yet
 */
export function mayClose(window: BrowserWindow, { unsaved, exporting }: AtStake, queued: number, say: Say): boolean {
  const [kind, values] =
    unsaved.length > 0
      ? (['unsaved', { count: unsaved.length, names: unsaved.join(', ') }] as const)
      : exporting.length > 0
        ? (['exporting', { count: exporting.length, names: exporting.join(', ') }] as const)
        : (['queued', { count: queued }] as const);
  if (values.count === 0) return true;
  const answer = dialog.showMessageBoxSync(window, {
    type: 'question',
    message: say(`leave.${kind}`, values),
    detail: say(`leave.${kind}About`),
    buttons: [say('leave.close'), say('leave.stay')],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  });
  return answer === 0;
}
