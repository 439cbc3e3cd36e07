import type { IncomingMessage, ServerResponse } from 'node:http';
import type { EngineLink } from '../host/engineLink.ts';
import { toAppError } from '../shared/base/errors.ts';
import { tileSchema } from '../shared/contract/hosting.ts';
import { parseTilePath } from '../shared/contract/tileAddress.ts';

/** Answers a tile's address with its pixels; the work ends when the page loses interest. False where it is no tile's address. */
export async function sendTile(
  engine: Pick<EngineLink, 'call'>,
  request: IncomingMessage,
  response: ServerResponse,
  addressPath: string,
): Promise<boolean> {
  const address = parseTilePath(addressPath);
  if (address === null) return false;
  const abort = new AbortController();
  response.once('close', () => abort.abort());
  try {
    const tile = tileSchema.parse(await engine.call('engine', 'tile', address, abort.signal));
    response.writeHead(200, {
      'content-type': 'application/octet-stream',
      'content-length': tile.pixels.length,
      'x-tile-width': tile.width,
      'x-tile-height': tile.height,
      'cache-control': tile.revision === address.revision ? 'private, max-age=3600, immutable' : 'no-store',
    });
    response.end(
      request.method === 'HEAD'
        ? undefined
        : Buffer.from(tile.pixels.buffer, tile.pixels.byteOffset, tile.pixels.byteLength),
    );
  } catch (thrown) {
    if (response.destroyed) return true;
    const { code, message } = toAppError(thrown);
    const status = code === 'input-missing' ? 404 : 503;
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
    response.end(message);
  }
  return true;
}
