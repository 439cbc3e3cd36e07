import { createServer as createHttpServer } from 'node:http';
import { WebSocket, WebSocketServer } from 'ws';
import { inProcessPair } from '../../src/shared/rpc/inProcess.ts';
import type { Transport } from '../../src/shared/rpc/transport.ts';
import { socketTransport } from '../../src/webhost/socketTransport.ts';

/** Two linked ends of one kind of wire, and a way to cut it without a word. */
export interface Wire {
  readonly near: Transport;
  readonly far: Transport;
  cut(): void;
  dispose(): Promise<void>;
}

/** Every kind of wire that the contract runs over in plain Node. */
export const wires: Readonly<Record<string, () => Promise<Wire>>> = {
  'in process': async () => {
    const [near, far] = inProcessPair();
    return { near, far, cut: () => far.close(), dispose: async () => near.close() };
  },
  WebSocket: async () => {
    const http = createHttpServer();
    const sockets = new WebSocketServer({ server: http });
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    const address = http.address();
    if (address === null || typeof address === 'string') throw new Error('The test server has no port.');
    const accepted = new Promise<WebSocket>((resolve) => sockets.once('connection', resolve));
    const client = new WebSocket(`ws://127.0.0.1:${address.port}`);
    await new Promise((resolve) => client.once('open', resolve));
    const server = await accepted;
    return {
      near: socketTransport(client),
      far: socketTransport(server),
      cut: () => server.terminate(),
      dispose: async () => {
        client.terminate();
        sockets.close();
        await new Promise((resolve) => http.close(resolve));
      },
    };
  },
};
