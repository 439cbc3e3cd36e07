/** Calls `send` with the newest value at most once every `intervalMs`; the last value is always sent. */
export class Throttle<Value> {
  readonly #send: (value: Value) => void;
  readonly #intervalMs: number;
  #waiting: { readonly value: Value } | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(send: (value: Value) => void, intervalMs = 50) {
    this.#send = send;
    this.#intervalMs = intervalMs;
  }

  put(value: Value): void {
    if (this.#timer !== null) {
      this.#waiting = { value };
      return;
    }
    this.#send(value);
    this.#timer = setTimeout(() => this.#tick(), this.#intervalMs);
  }

  /** Sends what waits now. */
  flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const waiting = this.#waiting;
    this.#waiting = null;
    if (waiting !== null) this.#send(waiting.value);
  }

  #tick(): void {
    this.#timer = null;
    const waiting = this.#waiting;
    this.#waiting = null;
    if (waiting !== null) this.put(waiting.value);
  }
}
