import { app, type Session } from 'electron';
import { lockNavigation } from './navigation.ts';
import { blockNetwork } from './network.ts';
import { denyPermissions } from './permissions.ts';

/** Closes every door that Patina does not need, before the first page loads. */
export function harden(session: Session): void {
  denyPermissions(session);
  blockNetwork(session);
  app.on('web-contents-created', (_event, contents) => lockNavigation(contents));
}
