import type { IpcMainEvent, IpcMainInvokeEvent } from 'electron';
import { pageOrigin } from '../protocol/pageOrigin.ts';

/** True for the main frame of one of our own pages; everybody else is refused. */
export function isTrustedSender(event: IpcMainEvent | IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame;
  if (frame === null || frame !== event.sender.mainFrame) return false;
  return frame.url === pageOrigin || frame.url.startsWith(`${pageOrigin}/`);
}
