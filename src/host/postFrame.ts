import type { Writable } from 'node:stream';
import { encodeFrame } from './frames.ts';
import type { SharedMemory } from './sharedMemory.ts';

/** Writes one message; resolves when the operating system has taken all of it, rejects where the wire is closed. */
export function postFrame(stream: Writable, message: unknown, shared: SharedMemory | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const pieces = encodeFrame(message, shared);
    const last = pieces.length - 1;
    stream.cork();
    pieces.forEach((piece, index) => {
      if (index < last) stream.write(piece);
      else stream.write(piece, (error) => (error === null || error === undefined ? resolve() : reject(error)));
    });
    stream.uncork();
  });
}
