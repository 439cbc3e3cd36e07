import { contract } from '../../../src/shared/contract/index.ts';
import { createClient } from '../../../src/shared/rpc/client.ts';
import type { Transport } from '../../../src/shared/rpc/transport.ts';
import * as electron from './standIn.ts';

/** The first window of the built shell with its page's wire, as the page itself would take it; throws where there is none. */
export function connectPage() {
  const [window] = electron.BrowserWindow.all;
  if (window === undefined) throw new Error('No window was opened.');
  const contents = window.webContents;
  const ours = { senderFrame: contents.mainFrame, sender: contents };
  electron.ipcMain.emit('patina:connect', ours);
  const port = contents.posted[0]?.ports[0];
  if (port === undefined) throw new Error('The page got no wire.');
  port.start();
  const wire: Transport = {
    post: async (message) => port.postMessage(message),
    onMessage: (listener) => void port.on('message', ({ data }) => listener(data)),
    onClose: (listener) => void port.on('close', () => listener('closed')),
    close: () => port.close(),
  };
  return { window, ours, ...createClient(contract, wire) };
}
