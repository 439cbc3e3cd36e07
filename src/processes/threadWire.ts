import type { MessagePort, Worker } from 'node:worker_threads';
import type { ThreadWire } from '../shared/rpc/transport.ts';

/** The way to another thread of this process. Arrays that are posted go over to the other thread and are empty afterwards. */
export function threadWire<Sent, Received>(other: Worker | MessagePort): ThreadWire<Sent, Received> {
  return {
    post: async (message) => other.postMessage(message, buffersOf(message)),
    onMessage: (listener) => void other.on('message', listener),
  };
}

/** The memory of the arrays in a message. */
export function buffersOf(message: unknown): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  collectBuffers(message, buffers);
  return [...buffers];
}

function collectBuffers(value: unknown, into: Set<ArrayBuffer>): void {
  if (typeof value !== 'object' || value === null) return;
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) into.add(value.buffer);
    return;
  }
  for (const part of Object.values(value)) collectBuffers(part, into);
}
