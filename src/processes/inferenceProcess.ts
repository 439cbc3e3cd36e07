/** Entry point of the process in which the networks run. */
import { serveInference } from '../engine/inference/serveInference.ts';
import { endWithParent } from './endWithParent.ts';
import { parentTransport } from './parentTransport.ts';
import { handedWire, shellPort } from './utilityPort.ts';

// Ctrl-C reaches every process of the terminal; the parent decides what it means.
process.on('SIGINT', () => undefined);

endWithParent();
const shell = shellPort();
const transport = shell === null ? parentTransport() : await handedWire(shell);
transport.onClose(() => process.exit(0));
serveInference(transport);
