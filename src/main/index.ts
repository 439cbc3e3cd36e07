/** Entry point of the desktop program. */
import { app, dialog } from 'electron';
import { speak } from '../shared/words/createWords.ts';
import { chooseLanguage } from '../shared/words/language.ts';
import { start } from './lifecycle.ts';

start().catch((error: unknown) => {
  // The settings may be what failed: the system's language it is.
  const say = speak(chooseLanguage('system', app.getPreferredSystemLanguages()));
  dialog.showErrorBox(say('leave.failed'), error instanceof Error ? error.message : String(error));
  app.exit(1);
});
