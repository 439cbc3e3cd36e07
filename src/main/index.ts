/** Entry point of the desktop program. */
import { app, dialog } from 'electron';
import { start } from './lifecycle.ts';

start().catch((error: unknown) => {
  dialog.showErrorBox('Patina could not start', error instanceof Error ? error.message : String(error));
  app.exit(1);
});
