/** What was read or written last, up to a number of bytes for all results together; the rest is read again from disk. */
export class RecentBuffers {
  readonly #most: number;
  readonly #buffers = new Map<string, ArrayBuffer>();
  #bytes = 0;

  constructor(mostBytes: number) {
    this.#most = mostBytes;
  }

  get(name: string): ArrayBuffer | undefined {
    const found = this.#buffers.get(name);
    if (found === undefined) return undefined;
    this.#buffers.delete(name);
    this.#buffers.set(name, found);
    return found;
  }

  put(name: string, buffer: ArrayBuffer): void {
    this.delete(name);
    this.#buffers.set(name, buffer);
    this.#bytes += buffer.byteLength;
    for (const oldest of this.#buffers.keys()) {
      if (this.#bytes <= this.#most) break;
      this.delete(oldest);
    }
  }

  delete(name: string): void {
    this.#bytes -= this.#buffers.get(name)?.byteLength ?? 0;
    this.#buffers.delete(name);
  }
}
