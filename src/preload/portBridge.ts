import type { Transport } from '../shared/rpc/transport.ts';

/** A wire whose port comes later: what is said before waits for it. */
export interface PortBridge {
  readonly transport: Transport;
  connect(port: MessagePort): void;
}

/** The page's end of the wire as plain functions, which is all that can cross into the page. */
export function portBridge(): PortBridge {
  const listeners: ((message: unknown) => void)[] = [];
  const closeListeners: ((reason: string) => void)[] = [];
  let waiting: unknown[] = [];
  let early: unknown[] = [];
  let port: MessagePort | null = null;
  return {
    transport: {
      post: async (message) => {
        if (port === null) waiting.push(message);
        else port.postMessage(message);
      },
      onMessage: (listener) => {
        listeners.push(listener);
        for (const message of early.splice(0)) listener(message);
      },
      onClose: (listener) => {
        closeListeners.push(listener);
      },
      close: () => port?.close(),
    },
    connect(next) {
      port = next;
      next.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (listeners.length === 0) early.push(data);
        for (const listener of listeners) listener(data);
      });
      next.addEventListener('close', () => {
        for (const listener of closeListeners) listener('the program is gone');
      });
      next.start();
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process or a port, not a window
      for (const message of waiting) next.postMessage(message);
      waiting = [];
    },
  };
}
