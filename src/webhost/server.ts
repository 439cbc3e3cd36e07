import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { readPageFile } from '../host/pageFiles.ts';
import type { PageServer } from '../host/pageServer.ts';
import { newNonce, securityHeaders } from '../host/securityHeaders.ts';
import { AppError } from '../shared/base/errors.ts';
import { Access } from './access.ts';
import type { Downloads } from './downloads.ts';
import { socketTransport } from './socketTransport.ts';
import { sendTile } from './tileRoute.ts';

export interface WebServerOptions {
  readonly port: number;
  /** Folder of the built page. */
  readonly page: string;
  readonly host: PageServer;
  readonly downloads: Downloads;
}

export interface WebServer {
  readonly port: number;
  /** A fresh address that opens the editor once. */
  newAddress(): string;
  close(): Promise<void>;
}

const socketPath = '/rpc';
/** One piece of an upload in base64, and its frame. */
const mostMessageBytes = 13 * 1024 ** 2;

/** Serves the editor on 127.0.0.1 and nowhere else, to whoever holds a one-time address. */
export async function startWebServer(options: WebServerOptions): Promise<WebServer> {
  const access = new Access();
  const http = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      refuse(response, 500, error instanceof Error ? error.message : 'This could not be answered.');
    });
  });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: mostMessageBytes });
  http.on('upgrade', (request, socket, head) => {
    const allowed =
      request.url === socketPath &&
      request.headers.origin !== undefined &&
      access.isAddressedHere(request) &&
      access.isFromHere(request) &&
      access.hasCookie(request);
    if (!allowed) return refuseSocket(socket);
    sockets.handleUpgrade(request, socket, head, (page) => options.host.pages.connect(socketTransport(page)));
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const nonce = newNonce();
    for (const [name, value] of Object.entries(securityHeaders(nonce, [`ws://${request.headers.host ?? ''}`]))) {
      response.setHeader(name, value);
    }
    if (!access.isAddressedHere(request)) return refuse(response, 421, 'This address is not served here.');
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405, 'Only GET is answered.');
    const address = new URL(request.url ?? '/', 'http://127.0.0.1');
    const token = address.searchParams.get('token');
    if (address.pathname === '/' && token !== null) return enter(token, request, response);
    if (!access.isFromHere(request) || !access.hasCookie(request)) {
      return refuse(response, 403, 'Open the editor by the address that patina serve printed.');
    }
    if (await sendTile(options.host.engine, request, response, address.pathname)) return;
    if (address.pathname.startsWith('/downloads/')) {
      if (await options.downloads.send(address.pathname, response)) return;
      return refuse(response, 404, 'This download is not there any more.');
    }
    const file = await readPageFile(options.page, address.pathname, nonce);
    if (file === null) return refuse(response, 404, 'There is no such page.');
    response.writeHead(200, {
      'content-type': file.type,
      'content-length': file.body.length,
      'cache-control': file.immutable ? 'private, max-age=31536000, immutable' : 'no-cache',
    });
    response.end(request.method === 'HEAD' ? undefined : file.body);
  }

  /** Whoever has the cookie already may come back by a used address. */
  function enter(token: string, request: IncomingMessage, response: ServerResponse): void {
    const cookie = access.trade(token);
    if (cookie === null && !access.hasCookie(request)) {
      return refuse(response, 403, 'This address was used already. Start patina serve again for a new one.');
    }
    response.writeHead(303, {
      location: '/',
      'cache-control': 'no-store',
      ...(cookie === null ? {} : { 'set-cookie': cookie }),
    });
    response.end();
  }

  const port = await listen(http, options.port);
  access.listenOn(port);
  return {
    port,
    newAddress: () => access.newAddress(),
    async close() {
      for (const page of sockets.clients) page.terminate();
      sockets.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

function listen(http: ReturnType<typeof createServer>, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once('error', (cause: NodeJS.ErrnoException) => {
      const why = cause.code === 'EADDRINUSE' ? 'is used by another program' : `cannot be used (${cause.message})`;
      reject(new AppError('usage', `Port ${port} ${why}. Choose another one with --port.`, { cause }));
    });
    http.listen(port, '127.0.0.1', () => {
      const address = http.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function refuse(response: ServerResponse, status: number, sentence: string): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
  response.end(`${sentence}\n`);
}

function refuseSocket(socket: Duplex): void {
  socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
}
