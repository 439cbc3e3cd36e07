import { type OnReadOpts, Socket, type SocketConstructorOpts } from 'node:net';
import { wireDescriptor } from '../host/childProcessTransport.ts';
import { FrameReader } from '../host/frames.ts';
import { postFrame } from '../host/postFrame.ts';
import { inheritedMemory } from '../host/sharedMemory.ts';
import type { Transport } from '../shared/rpc/transport.ts';

const readBytes = 1 << 18;

/** The child's end of the wire to the process that spawned it. */
export function parentTransport(): Transport {
  let listener: (message: unknown) => void = () => undefined;
  const shared = inheritedMemory();
  const reader = new FrameReader((message) => listener(message), shared);
  const options: SocketConstructorOpts & { onread: OnReadOpts } = {
    fd: wireDescriptor,
    readable: true,
    writable: true,
    // One buffer for all reads: fresh ones would have the garbage collector run at every tile.
    onread: {
      buffer: Buffer.alloc(readBytes),
      callback: (size, buffer) => {
        reader.push(buffer.subarray(0, size));
        return true;
      },
    },
  };
  const wire = new Socket(options);
  // A broken wire means that the parent is gone; 'close' follows.
  wire.on('error', () => wire.destroy());
  return {
    post: (message) => postFrame(wire, message, shared),
    onMessage: (next) => {
      listener = next;
      wire.resume();
    },
    onClose: (onClose) => {
      wire.once('end', () => onClose('the parent process is gone'));
      wire.once('close', () => onClose('the parent process is gone'));
    },
    reuse: (memory) => reader.reuse(memory),
    close: () => wire.end(),
  };
}
