import { ipcMain, MessageChannelMain, type MessagePortMain } from 'electron';
import type { Contract } from '../../shared/contract/index.ts';
import type { Entry } from '../../shared/contract/shell.ts';
import type { RpcServer } from '../../shared/rpc/server.ts';
import type { Transport } from '../../shared/rpc/transport.ts';
import { isTrustedSender } from './trustedSender.ts';

const mostDropped = 10_000;

/** Gives our own pages a wire to the contract, and grants for files dropped on them. Strangers get nothing. */
export function brokerPorts(pages: RpcServer<Contract>, allow: (path: string) => Promise<Entry | null>): void {
  ipcMain.on('patina:connect', (event) => {
    if (!isTrustedSender(event)) return;
    const { port1, port2 } = new MessageChannelMain();
    pages.connect(portTransport(port1));
    event.sender.postMessage('patina:port', null, [port2]);
  });
  ipcMain.handle('patina:grant', async (event, paths: unknown) => {
    if (!isTrustedSender(event) || !Array.isArray(paths)) return [];
    const asked = paths.filter((path) => typeof path === 'string' && path !== '').slice(0, mostDropped);
    return (await Promise.all(asked.map((path: string) => allow(path)))).filter((entry) => entry !== null);
  });
}

function portTransport(port: MessagePortMain): Transport {
  return {
    post: async (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.on('message', ({ data }) => listener(data));
      port.start();
    },
    onClose: (listener) => {
      port.on('close', () => listener('the window is gone'));
    },
    close: () => port.close(),
  };
}
