/** Gives a plain Node process the `parentPort` of an Electron utility process, over Node's own channel. */
import { EventEmitter } from 'node:events';

const ports = new Map();

function portOf(id) {
  const known = ports.get(id);
  if (known !== undefined) return known;
  const port = new EventEmitter();
  port.postMessage = (message) => process.send({ port: id, message });
  // A port keeps what comes before it is started.
  port.waiting = [];
  port.start = () => {
    const waiting = port.waiting ?? [];
    port.waiting = null;
    for (const data of waiting) port.emit('message', { data, ports: [] });
  };
  port.close = () => process.send({ port: id, close: true });
  ports.set(id, port);
  return port;
}

const parentPort = new EventEmitter();
parentPort.postMessage = (message) => process.send({ message });
// As in Electron, what comes before anybody listens waits.
let early = [];
parentPort.on('newListener', (name) => {
  if (name !== 'message' || early === null) return;
  const waiting = early;
  early = null;
  setImmediate(() => waiting.forEach((event) => parentPort.emit('message', event)));
});
process.parentPort = parentPort;
process.on('message', ({ message, transferred = [], port, close }) => {
  const event = { data: message, ports: transferred.map(portOf) };
  if (port === undefined && early !== null) early.push(event);
  else if (port === undefined) parentPort.emit('message', event);
  else if (close) portOf(port).emit('close');
  else if (portOf(port).waiting !== null) portOf(port).waiting.push(message);
  else portOf(port).emit('message', { data: message, ports: [] });
});
process.on('disconnect', () => process.exit(0));
