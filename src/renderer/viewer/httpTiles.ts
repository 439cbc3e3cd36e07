/** Tiles by HTTP GET (or Electron's own scheme): raw RGBA in the body, width and height in two headers. */
import type { DocumentId } from '../../shared/base/ids.ts';
import { tilePath } from '../../shared/contract/tileAddress.ts';
import type { TilePixels } from './tile.ts';
import { type TileRequest, TileUnavailable } from './tileLoader.ts';

/** Brings a tile of a document. */
export type LoadTile = (document: DocumentId, request: TileRequest, signal: AbortSignal) => Promise<TilePixels>;

/** Tiles from `base` plus the contract's tile path. `base` is '' for the page's own origin. */
export function httpTiles(base: string): LoadTile {
  return async (document, request, signal) => {
    const response = await fetch(base + tilePath({ document, ...request }), { signal, credentials: 'same-origin' });
    if (!response.ok) {
      const sentence = `Expected a tile of ${request.layer} but received status ${response.status}.`;
      throw response.status === 404 || response.status === 410 ? new TileUnavailable(sentence) : new Error(sentence);
    }
    const width = Number(response.headers.get('x-tile-width'));
    const height = Number(response.headers.get('x-tile-height'));
    const pixels = new Uint8Array(await response.arrayBuffer());
    if (!(width > 0 && height > 0) || pixels.byteLength !== width * height * 4) {
      throw new Error(`Expected ${width} x ${height} RGBA pixels but received ${pixels.byteLength} bytes.`);
    }
    return { width, height, pixels };
  };
}
