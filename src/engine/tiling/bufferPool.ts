/**
 * Lends float arrays and takes them back, so that a picture of thousands of tiles does not allocate (and wait for the
 * collector) thousands of times. Contents of a lent array are undefined.
 */
export class BufferPool {
  /** Whole buffers, the one that came back last at the end. */
  readonly #free: ArrayBuffer[] = [];
  readonly #keep: number;

  /** `keep` arrays stay for reuse; more are left to the collector, the longest unused first. */
  constructor(keep = 8) {
    this.#keep = keep;
  }

  /** An array of `length` values; it may be a part of a longer one, but of one at most twice as long. */
  take(length: number): Float32Array<ArrayBuffer> {
    const bytes = length * Float32Array.BYTES_PER_ELEMENT;
    let best = -1;
    for (const [index, { byteLength }] of this.#free.entries()) {
      if (byteLength < bytes || byteLength > 2 * bytes) continue;
      if (byteLength < (this.#free[best]?.byteLength ?? Number.POSITIVE_INFINITY)) best = index;
    }
    const [buffer] = best < 0 ? [] : this.#free.splice(best, 1);
    return buffer === undefined ? new Float32Array(length) : new Float32Array(buffer, 0, length);
  }

  /** Takes back what `take` gave; nobody may use it afterwards. */
  give({ buffer }: Float32Array<ArrayBuffer>): void {
    this.#free.push(buffer);
    if (this.#free.length > this.#keep) this.#free.shift();
  }

  /** Runs `work` with an array of `length` values that comes back to the pool whatever happens. */
  async lend<Result>(length: number, work: (array: Float32Array) => Promise<Result>): Promise<Result> {
    const array = this.take(length);
    try {
      return await work(array);
    } finally {
      this.give(array);
    }
  }
}

/** One pool for all steps of all chains: with one each, memory would grow with every step. */
export const chainBuffers = new BufferPool(16);
