/** Finds the program around the window: Electron's bridge where there is one, else the server the page came from. */
import type { Entry } from '../../shared/contract/shell.ts';
import type { Transport } from '../../shared/rpc/transport.ts';
import type { Host } from './host.ts';
import { socketTransport } from './socketTransport.ts';

/** What the preload script puts on the window under the name `patina`. */
interface Bridge {
  readonly transport: Transport;
  readonly platform: string;
  readonly tileBase: string;
  readonly grantDropped?: (files: readonly File[]) => Promise<readonly Entry[]>;
}

declare global {
  interface Window {
    readonly patina?: Bridge;
  }
}

/** Path of the socket on the server of the page. */
const socketPath = '/rpc';

export function openHost(window: Window): { host: Host; openTransport: () => Transport } {
  const bridge = window.patina;
  const { languages } = window.navigator;
  if (bridge !== undefined) {
    const { platform, tileBase, transport } = bridge;
    const grantDropped = bridge.grantDropped ?? null;
    return { host: { platform, languages, tileBase, grantDropped }, openTransport: () => transport };
  }
  const { protocol, host } = window.location;
  const address = `${protocol === 'https:' ? 'wss:' : 'ws:'}//${host}${socketPath}`;
  return {
    host: { platform: window.navigator.platform, languages, tileBase: '', grantDropped: null },
    openTransport: () => socketTransport(new WebSocket(address)),
  };
}
