import { readFile } from 'node:fs/promises';
import sharp from 'sharp';

// A cache would hold pixels in memory, hand out stale ones after a file was replaced, and keep files open on Windows.
sharp.cache(false);

/** sharp with its caches off; the only import of it, so that nobody meets it in another state. */
export { sharp };

/** How to hand a file to sharp: by its name, or as its bytes where libvips would take the end of the name for options. */
export async function sharpInput(file: string): Promise<string | Buffer> {
  return file.endsWith(']') ? readFile(file) : file;
}
