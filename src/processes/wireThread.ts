/**
 * Entry point of the thread that reads and writes the wire of a process whose main thread networks keep busy: the next
 * tile is there when a run ends, and a finished one is sent while the next is computed.
 */
import { parentPort } from 'node:worker_threads';
import { invariant } from '../shared/base/assert.ts';
import { parentTransport } from './parentTransport.ts';
import { type FromWireThread, handOver } from './threadedTransport.ts';

/** A main thread that a network keeps busy is not waited for any longer once the parent is gone. */
const lastRunMs = 1000;

const main = parentPort;
invariant(main !== null, 'the wire thread is started by the main thread');
const wire = parentTransport();
const tell = (news: FromWireThread) => main.postMessage(...handOver(news));

wire.onMessage((message) => tell({ kind: 'message', message }));
wire.onClose((reason) => {
  tell({ kind: 'closed', reason });
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), lastRunMs);
});
main.on('message', (message: unknown) => {
  const [, memory] = handOver(message);
  // What left is this thread's own: the next tile comes to lie there.
  const reuse = () => memory.forEach((each) => wire.reuse?.(each));
  // A broken wire means that the parent is gone; `onClose` follows.
  wire.post(message).then(reuse, () => undefined);
});
