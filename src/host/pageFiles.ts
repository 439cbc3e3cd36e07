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

/** A file of the built page by the path of its address, or null: nothing outside of `root`, nothing of unknown type. */
export async function readPageFile(root: string, addressPath: string): Promise<PageFile | null> {
  const name = decode(addressPath === '/' ? '/index.html' : addressPath);
  if (name === null) return null;
  const type = types[extname(name).toLowerCase()];
  if (type === undefined) return null;
  try {
    const folder = await realpath(root);
    const file = await realpath(join(folder, normalize(name)));
    if (!isInside(file, folder)) return null;
    return { body: await readFile(file), type, immutable: /^\/assets\/.+-[\w-]{8,}\.\w+$/.test(name) };
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
