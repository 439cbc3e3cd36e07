import type { Transport } from '../shared/rpc/transport.ts';
import { startThread } from './startThread.ts';

/** What the wire thread says to the main thread; what it is told is a message for the wire. */
export type FromWireThread =
  | { readonly kind: 'message'; readonly message: unknown }
  | { readonly kind: 'closed'; readonly reason: string };

/**
 * The child's end of the wire to the process that spawned it, read and written by a thread of its own. Arrays that are
 * posted go over to that thread and are empty afterwards. `post` resolves at once: nothing is lost where the main thread
 * blocks afterwards. A process whose parent is gone is ended by the thread, even in mid-run.
 */
export function threadedTransport(): Transport {
  const thread = startThread('wireThread');
  return {
    post: (message) => {
      thread.postMessage(...handOver(message));
      return Promise.resolve();
    },
    onMessage: (listener) => {
      thread.on('message', (news: FromWireThread) => {
        if (news.kind === 'message') listener(news.message);
      });
    },
    onClose: (listener) => {
      thread.on('message', (news: FromWireThread) => {
        if (news.kind === 'closed') listener(news.reason);
      });
    },
    close: () => void thread.terminate(),
  };
}

/** A message with the memory of its arrays, which is handed over instead of copied. */
export function handOver<Message>(message: Message): [Message, ArrayBuffer[]] {
  const buffers = new Set<ArrayBuffer>();
  collectBuffers(message, buffers);
  return [message, [...buffers]];
}

function collectBuffers(value: unknown, into: Set<ArrayBuffer>): void {
  if (typeof value !== 'object' || value === null) return;
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) into.add(value.buffer);
    return;
  }
  for (const part of Object.values(value)) collectBuffers(part, into);
}
