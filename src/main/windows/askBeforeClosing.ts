import { type BrowserWindow, dialog } from 'electron';
import type { AtStake } from '../../host/unsavedWork.ts';
import type { Say } from '../../shared/words/words.ts';

/** Asks where something would be lost; true where the window may go. */
export function mayClose(window: BrowserWindow, { unsaved, exporting }: AtStake, say: Say): boolean {
  const kind = unsaved.length > 0 ? 'unsaved' : 'exporting';
  const pictures = unsaved.length > 0 ? unsaved : exporting;
  if (pictures.length === 0) return true;
  const answer = dialog.showMessageBoxSync(window, {
    type: 'question',
    message: say(`leave.${kind}`, { count: pictures.length, names: pictures.join(', ') }),
    detail: say(`leave.${kind}About`),
    buttons: [say('leave.close'), say('leave.stay')],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  });
  return answer === 0;
}
