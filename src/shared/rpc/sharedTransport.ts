import type { Transport } from './transport.ts';

/** A wire with any number of listeners on this end, for a client and a server that share it; both ways carry calls. */
export function sharedTransport(wire: Transport): Transport {
  const listeners: ((message: unknown) => void)[] = [];
  const closeListeners: ((reason: string) => void)[] = [];
  let closedBecause: string | undefined;
  wire.onClose((reason) => {
    if (closedBecause !== undefined) return;
    closedBecause = reason;
    for (const listener of closeListeners) listener(reason);
  });
  return {
    post: (message) => wire.post(message),
    onMessage(listener) {
      listeners.push(listener);
      if (listeners.length > 1) return;
      wire.onMessage((message) => {
        for (const each of listeners) each(message);
      });
    },
    onClose(listener) {
      if (closedBecause === undefined) closeListeners.push(listener);
      else listener(closedBecause);
    },
    close: () => wire.close(),
  };
}
