import { readFile, realpath } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { isInside } from './grants.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.map': 'application/json; charset=utf-8',
};

export interface PageFile {
  readonly body: Buffer;
  readonly type: string;
  /** The file's name changes with its contents, so it may be kept for ever. */
  readonly immutable: boolean;
}

/** Stands in the built page where the nonce of its answer belongs; put there by `vite.renderer.config.ts`. */
const noncePlace = '__NONCE_OF_THIS_ANSWER__';

/**
 * A file of the built page by the path of its address, or null: nothing outside of `root`, nothing of unknown type. A
 * page is given `nonce`, which must be that of the headers it is sent with.
 */
export async function readPageFile(root: string, addressPath: string, nonce: string): Promise<PageFile | null> {
  const name = decode(addressPath === '/' ? '/index.html' : addressPath);
  if (name === null) return null;
  const type = types[extname(name).toLowerCase()];
  if (type === undefined) return null;
  try {
    const folder = await realpath(root);
    const file = await realpath(join(folder, normalize(name)));
    if (!isInside(file, folder)) return null;
    const body = type.startsWith('text/html')
      ? Buffer.from((await readFile(file, 'utf8')).replaceAll(noncePlace, nonce))
      : await readFile(file);
    return { body, type, immutable: /^\/assets\/.+-[\w-]{8,}\.\w+$/.test(name) };
  } catch {
    // Not there, or a folder: the same answer for everything that is not a file of the page.
    return null;
  }
}

function decode(path: string): string | null {
  try {
    const name = decodeURIComponent(path);
    return name.startsWith('/') && !/[\\\0]/.test(name) && !name.split('/').includes('..') ? name : null;
  } catch {
    // Half an escape sequence.
    return null;
  }
}
