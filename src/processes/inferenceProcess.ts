/** Entry point of the process in which the networks run. */
import { serveInference } from '../engine/inference/serveInference.ts';
import { endWithParent } from './endWithParent.ts';
import { threadedTransport } from './threadedTransport.ts';
import { handedWire, shellPort } from './utilityPort.ts';

// Ctrl-C reaches every process of the terminal; the parent decides what it means.
process.on('SIGINT', () => undefined);

const shell = shellPort();
const transport = shell === null ? threadedTransport() : await handedWire(shell);
if (shell !== null) endWithParent();
transport.onClose(() => process.exit(0));
serveInference(transport);
