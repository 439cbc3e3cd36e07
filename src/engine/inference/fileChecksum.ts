import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { throwIfCancelled } from '../../shared/base/cancel.ts';
import type { PackFile } from './manifest.ts';

export type ChecksumState = 'ok' | 'damaged' | 'missing';

interface Known {
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  readonly sha256: string;
}

/** Compares files with their checksums; a file that has not changed since is not read again. */
export class FileChecksums {
  readonly #known = new Map<string, Known>();

  /** `path` is absolute; only `sha256` and `bytes` of `expected` count. Rejects with `cancelled` only. */
  async check(
    path: string,
    expected: Pick<PackFile, 'sha256' | 'bytes'>,
    signal?: AbortSignal,
  ): Promise<ChecksumState> {
    const found = await stat(path).catch(() => undefined);
    if (found === undefined || !found.isFile()) return 'missing';
    if (found.size !== expected.bytes) return 'damaged';
    const known = this.#known.get(path);
    if (known?.sizeBytes === found.size && known.modifiedMs === found.mtimeMs) {
      return known.sha256 === expected.sha256 ? 'ok' : 'damaged';
    }
    const sha256 = await this.#digest(path, signal);
    if (sha256 === undefined) return 'damaged';
    this.#known.set(path, { sizeBytes: found.size, modifiedMs: found.mtimeMs, sha256 });
    return sha256 === expected.sha256 ? 'ok' : 'damaged';
  }

  /** Undefined where the file cannot be read. */
  async #digest(path: string, signal: AbortSignal | undefined): Promise<string | undefined> {
    const hash = createHash('sha256');
    try {
      for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
        throwIfCancelled(signal);
        hash.update(chunk as Buffer);
      }
    } catch {
      throwIfCancelled(signal);
      return undefined;
    }
    return hash.digest('hex');
  }
}
