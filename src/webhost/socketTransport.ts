import { type RawData, WebSocket } from 'ws';
import type { Transport } from '../shared/rpc/transport.ts';

/** Above this many bytes waiting to be read by the page, nothing more is read from it. */
const pauseAboveBytes = 1 << 20;
/** A page that leaves this much unread is given up: it will connect again and ask for the state. */
const closeAboveBytes = 32 << 20;

/** A WebSocket as a wire: one frame is one text message of JSON. */
export function socketTransport(socket: WebSocket): Transport {
  return {
    post(message) {
      if (socket.readyState !== WebSocket.OPEN) return Promise.reject(new Error('The page is gone.'));
      if (socket.bufferedAmount > closeAboveBytes) {
        socket.close(1013, 'too slow');
        return Promise.reject(new Error('The page does not read what it is sent.'));
      }
      if (socket.bufferedAmount > pauseAboveBytes) socket.pause();
      return new Promise((resolve, reject) => {
        socket.send(JSON.stringify(message), (error) => {
          if (socket.isPaused && socket.bufferedAmount <= pauseAboveBytes) socket.resume();
          if (error === undefined || error === null) resolve();
          else reject(error);
        });
      });
    },
    onMessage(listener) {
      socket.on('message', (data, isBinary) => {
        const message = isBinary ? undefined : fromJson(textOf(data));
        if (message === undefined) socket.close(1007, 'not JSON');
        else listener(message);
      });
    },
    onClose(listener) {
      if (socket.readyState === WebSocket.CLOSED) listener('the socket is closed');
      socket.once('close', (code, reason) => listener(reason.length > 0 ? reason.toString() : `code ${code}`));
      socket.on('error', () => socket.terminate());
    },
    close: () => socket.close(1000),
  };
}

function textOf(data: RawData): string {
  const bytes = Array.isArray(data) ? Buffer.concat(data) : data instanceof ArrayBuffer ? Buffer.from(data) : data;
  return bytes.toString('utf8');
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
