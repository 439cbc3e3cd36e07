/** Entry point of the process in which the networks run. */
import { constants, getPriority, setPriority } from 'node:os';
import { serveInference } from '../engine/inference/serveInference.ts';
import { behindWindow } from '../host/processSpawner.ts';
import { endWithParent } from './endWithParent.ts';
import { threadedTransport } from './threadedTransport.ts';
import { handedWire, shellPort } from './utilityPort.ts';

// Ctrl-C reaches every process of the terminal; the parent decides what it means.
process.on('SIGINT', () => undefined);

const shell = shellPort();
const transport = shell === null ? threadedTransport() : await handedWire(shell);
if (shell !== null) endWithParent();
transport.onClose(() => process.exit(0));
if (process.argv.includes(behindWindow)) stepBack();
serveInference(transport);

/**
 * Networks take every core there is. Below the window's priority they still do, but not in the moment in which it draws.
 * Before the first network is loaded: threads have the priority of the one that starts them.
 */
function stepBack(): void {
  try {
    setPriority(Math.min(constants.priority.PRIORITY_LOW, getPriority() + 4));
  } catch (thrown) {
    process.stderr.write(`The networks run with the window's own priority: ${String(thrown)}\n`);
  }
}
