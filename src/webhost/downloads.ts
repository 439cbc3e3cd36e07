import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** Finished exports that wait to be fetched by the page, in a private folder that goes with the server. */
export class Downloads {
  readonly #folder: string;
  readonly #offered = new Map<string, { path: string; name: string }>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Where the engine writes the file, and the address under which the page will find it. */
  async offer(name: string): Promise<{ path: string; download: string }> {
    const id = randomUUID();
    const folder = join(this.#folder, id);
    await mkdir(folder, { mode: 0o700 });
    const path = join(folder, name);
    this.#offered.set(id, { path, name });
    return { path, download: `/downloads/${id}/${encodeURIComponent(name)}` };
  }

  /** Sends the file behind an address; false where there is none. */
  async send(addressPath: string, response: ServerResponse): Promise<boolean> {
    const offered = this.#offered.get(addressPath.split('/')[2] ?? '');
    if (offered === undefined) return false;
    const found = await stat(offered.path).catch(() => null);
    if (found === null) return false;
    response.writeHead(200, {
      'content-type': 'application/octet-stream',
      'content-length': found.size,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(offered.name)}`,
      'cache-control': 'no-store',
    });
    await pipeline(createReadStream(offered.path), response);
    return true;
  }
}
