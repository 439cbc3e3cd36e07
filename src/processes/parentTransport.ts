import type { Transport } from '../shared/rpc/transport.ts';

/** The child's end of the wire to the process that forked it. */
export function parentTransport(): Transport {
  return {
    post: (message) =>
      new Promise((resolve, reject) => {
        if (process.send === undefined || !process.connected) {
          reject(new Error('The parent process is gone.'));
          return;
        }
        process.send(message, undefined, undefined, (error) => (error === null ? resolve() : reject(error)));
      }),
    onMessage: (listener) => {
      process.on('message', listener);
    },
    onClose: (listener) => {
      process.once('disconnect', () => listener('the parent process is gone'));
    },
    close: () => {
      if (process.connected) process.disconnect();
    },
  };
}
