/**
 * Lends float arrays of exact length and takes them back, so that a picture of thousands of tiles does not allocate
 * (and wait for the collector) thousands of times. Contents of a lent array are undefined.
 */
export class BufferPool {
  readonly #free = new Map<number, Float32Array[]>();
  readonly #keep: number;

  /** `keep` arrays of one length stay for reuse; more are left to the collector. */
  constructor(keep = 4) {
    this.#keep = keep;
  }

  take(length: number): Float32Array {
    return this.#free.get(length)?.pop() ?? new Float32Array(length);
  }

  give(array: Float32Array): void {
    const same = this.#free.get(array.length);
    if (same === undefined) this.#free.set(array.length, [array]);
    else if (same.length < this.#keep) same.push(array);
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
