import { protocol, type Session } from 'electron';
import type { EngineLink } from '../../host/engineLink.ts';
import { readPageFile } from '../../host/pageFiles.ts';
import { newNonce, securityHeaders } from '../../host/securityHeaders.ts';
import { toAppError } from '../../shared/base/errors.ts';
import { tileSchema } from '../../shared/contract/hosting.ts';
import { parseTilePath } from '../../shared/contract/tileAddress.ts';
import { pageOrigin, pageScheme } from './pageOrigin.ts';

/** Makes the scheme a full web origin; once, before the app is ready. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: pageScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/**
 * Answers the scheme: the built page from `root`, and tiles of open pictures under `/tiles/`. One origin for both, so
 * that the page needs no leave to ask any other.
 */
export function handlePageScheme(session: Session, root: string, engine: Pick<EngineLink, 'call'>): void {
  session.protocol.handle(pageScheme, async (request) => {
    const url = new URL(request.url);
    if (`${url.protocol}//${url.host}` !== pageOrigin) return refusal(404, 'There is no such page.');
    if (request.method !== 'GET') return refusal(405, 'Only GET is answered.');
    if (url.pathname.startsWith('/tiles/')) return tile(engine, url.pathname, request.signal);
    const nonce = newNonce();
    const file = await readPageFile(root, url.pathname, nonce);
    if (file === null) return refusal(404, 'There is no such page.');
    return new Response(new Uint8Array(file.body), {
      headers: { ...securityHeaders(nonce), 'content-type': file.type },
    });
  });
}

async function tile(engine: Pick<EngineLink, 'call'>, path: string, signal: AbortSignal): Promise<Response> {
  const address = parseTilePath(path);
  if (address === null) return refusal(404, 'There is no such tile.');
  try {
    const { width, height, pixels, revision } = tileSchema.parse(await engine.call('engine', 'tile', address, signal));
    return new Response(new Uint8Array(pixels), {
      headers: {
        ...securityHeaders(newNonce()),
        'content-type': 'application/octet-stream',
        'x-tile-width': String(width),
        'x-tile-height': String(height),
        'cache-control': revision === address.revision ? 'private, max-age=3600, immutable' : 'no-store',
      },
    });
  } catch (thrown) {
    const { code, message } = toAppError(thrown);
    return refusal(code === 'input-missing' ? 404 : 503, message);
  }
}

function refusal(status: number, sentence: string): Response {
  return new Response(sentence, {
    status,
    headers: {
      ...securityHeaders(newNonce()),
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
    },
  });
}
