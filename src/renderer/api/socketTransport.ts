/** A WebSocket of the browser as one end of a wire; frames travel as JSON text. */
import type { Transport } from '../../shared/rpc/transport.ts';

export function socketTransport(socket: WebSocket): Transport {
  const waiting: string[] = [];
  const messageListeners: ((message: unknown) => void)[] = [];
  const closeListeners: ((reason: string) => void)[] = [];
  let closedBecause: string | null = null;

  socket.addEventListener('open', () => {
    for (const text of waiting.splice(0)) socket.send(text);
  });
  socket.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (typeof event.data !== 'string') return;
    const message: unknown = JSON.parse(event.data);
    for (const listener of messageListeners) listener(message);
  });
  socket.addEventListener('close', (event) => {
    closedBecause = event.reason === '' ? `code ${event.code}` : event.reason;
    for (const listener of closeListeners) listener(closedBecause);
  });

  return {
    async post(message) {
      if (closedBecause !== null) throw new Error(`The socket is closed: ${closedBecause}.`);
      const text = JSON.stringify(message);
      if (socket.readyState === WebSocket.CONNECTING) waiting.push(text);
      else socket.send(text);
    },
    onMessage: (listener) => void messageListeners.push(listener),
    onClose: (listener) => {
      if (closedBecause === null) closeListeners.push(listener);
      else listener(closedBecause);
    },
    close: () => socket.close(),
  };
}
