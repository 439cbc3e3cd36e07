/** Entry point of the process in which the networks run, each in a thread; its main thread only passes messages on. */
import { constants, getPriority, setPriority } from 'node:os';
import { NetworkThreads } from '../engine/inference/networkThreads.ts';
import { behindWindow } from '../host/processSpawner.ts';
import { parentTransport } from './parentTransport.ts';
import { startThread } from './startThread.ts';
import { buffersOf, threadWire } from './threadWire.ts';
import { handedWire, shellPort } from './utilityPort.ts';

// Ctrl-C reaches every process of the terminal; the parent decides what it means.
process.on('SIGINT', () => undefined);

const shell = shellPort();
const wire = shell === null ? parentTransport() : await handedWire(shell);
// An orderly exit would wait for the threads, and those for their networks.
wire.onClose(() => process.kill(process.pid, 'SIGKILL'));
if (process.argv.includes(behindWindow)) stepBack();

const threads = new NetworkThreads({
  start: () => threadWire(startThread('networkThread')),
  reply: (reply) => {
    const memory = buffersOf(reply);
    // What left is this process's own: the next tile comes to lie there.
    const reuse = () => memory.forEach((each) => wire.reuse?.(each));
    // A broken wire means that the parent is gone; `onClose` follows.
    wire.post(reply).then(reuse, () => undefined);
  },
});
wire.onMessage((message) => threads.receive(message));

/**
 * Networks take every core there is. Below the window's priority they still do, but not in the moment in which it draws.
 * Before the first thread is started: threads have the priority of the one that starts them.
 */
function stepBack(): void {
  try {
    setPriority(Math.min(constants.priority.PRIORITY_LOW, getPriority() + 4));
  } catch (thrown) {
    process.stderr.write(`The networks run with the window's own priority: ${String(thrown)}\n`);
  }
}
