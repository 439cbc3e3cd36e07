/** Calls once nothing was asked for a while: not at every step of a movement, but where it ends. */
export class RestingCall {
  readonly #afterMs: number;
  readonly #run: () => void;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(afterMs: number, run: () => void) {
    this.#afterMs = afterMs;
    this.#run = run;
  }

  call(): void {
    this.dispose();
    this.#timer = setTimeout(this.#run, this.#afterMs);
  }

  dispose(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
