/** A small server of made-up tile pyramids and of the page that shows them with the real viewer. */
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';
import { parseTilePath, type TileAddress, tileSize } from '../../../src/shared/contract/tileAddress.ts';
import { tileRect } from '../../../src/shared/logic/tilePyramid.ts';
import { type Kind, packedPixel } from './syntheticPicture.ts';

export interface TileServer {
  readonly url: string;
  /** Everything that was asked for, in order. */
  readonly asked: TileAddress[];
  /** Milliseconds before a tile is answered. */
  delayMs: (address: TileAddress) => number;
  /** Holds an answer back until it resolves. */
  gate: (address: TileAddress) => Promise<void>;
  /** Status to fail with, or null. */
  failure: (address: TileAddress) => number | null;
  close(): Promise<void>;
}

const html = `<!doctype html><meta charset="utf-8"><title>viewer</title>
<style>html,body{margin:0;height:100%;background:#1e1e1e}#host{position:absolute;inset:0;outline:none}</style>
<div id="host"></div><script type="module" src="/page.js"></script>`;

/** Documents are named by kind and size, e.g. `pattern-1000-700`. */
export function documentName(kind: Kind, width: number, height: number): string {
  return `${kind}-${width}-${height}`;
}

function sizeOf(document: string): { readonly kind: Kind; readonly width: number; readonly height: number } {
  const [kind, width, height] = document.split('-');
  return { kind: kind === 'gradient' ? 'gradient' : 'pattern', width: Number(width), height: Number(height) };
}

/** The raw pixels of a tile, or null where the pyramid has none. */
export function tileBody(address: TileAddress): { width: number; height: number; body: Uint8Array } | null {
  const { kind, width, height } = sizeOf(address.document);
  const rect = tileRect({ width, height, tileSize }, address);
  if (rect === null) return null;
  const pixels = new Uint32Array(rect.width * rect.height);
  const { layer, revision, level } = address;
  for (let y = rect.top, at = 0; y < rect.top + rect.height; y += 1) {
    for (let x = rect.left; x < rect.left + rect.width; x += 1, at += 1) {
      pixels[at] = 0xff000000 + packedPixel(kind, layer, revision, level, x, y);
    }
  }
  return { width: rect.width, height: rect.height, body: new Uint8Array(pixels.buffer) };
}

export async function startTileServer(): Promise<TileServer> {
  const script = await bundlePage();
  const cached = new Map<string, ReturnType<typeof tileBody>>();
  const asked: TileAddress[] = [];
  const answerTile = (path: string, response: ServerResponse): void => {
    const address = parseTilePath(path);
    if (address !== null) asked.push(address);
    const status = address === null ? 404 : own.failure(address);
    const tile = address === null || status !== null ? null : (cached.get(path) ?? tileBody(address));
    if (address === null || tile === null) {
      response.writeHead(status ?? 404).end();
      return;
    }
    cached.set(path, tile);
    const { width, height, body } = tile;
    const answer = (): void => {
      if (response.destroyed) return;
      response.writeHead(200, { 'x-tile-width': width, 'x-tile-height': height, 'cache-control': 'no-store' });
      response.end(body);
    };
    void own.gate(address).then(() => setTimeout(answer, own.delayMs(address)));
  };
  const server: Server = createServer((request, response) => {
    const path = request.url ?? '/';
    if (path === '/') response.setHeader('content-type', 'text/html').end(html);
    else if (path === '/page.js') response.setHeader('content-type', 'text/javascript').end(script);
    else answerTile(path, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const own: TileServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked,
    delayMs: () => 0,
    gate: () => Promise.resolve(),
    failure: () => null,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => {
        server.close(() => resolve());
      });
    },
  };
  return own;
}

async function bundlePage(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [new URL('./page.ts', import.meta.url).pathname],
    bundle: true,
    format: 'esm',
    target: 'es2023',
    write: false,
    logLevel: 'warning',
  });
  return outputFiles[0]?.text ?? '';
}
