import type { Transport } from './transport.ts';

/** Two ends of a wire inside one process, for tests and hosts without a process of their own; messages are cloned. */
export function inProcessPair(): readonly [Transport, Transport] {
  const left = new End();
  const right = new End();
  left.other = right;
  right.other = left;
  return [left, right];
}

class End implements Transport {
  other: End | undefined;
  readonly #listeners: ((message: unknown) => void)[] = [];
  readonly #closeListeners: ((reason: string) => void)[] = [];
  #closedBecause: string | undefined;

  async post(message: unknown): Promise<void> {
    if (this.#closedBecause !== undefined) throw new Error(`The wire is closed: ${this.#closedBecause}.`);
    const clone: unknown = structuredClone(message);
    queueMicrotask(() => this.other?.receive(clone));
  }

  onMessage(listener: (message: unknown) => void): void {
    this.#listeners.push(listener);
  }

  onClose(listener: (reason: string) => void): void {
    if (this.#closedBecause === undefined) this.#closeListeners.push(listener);
    else listener(this.#closedBecause);
  }

  close(): void {
    this.end('closed by this end');
    queueMicrotask(() => this.other?.end('closed by the other end'));
  }

  receive(message: unknown): void {
    if (this.#closedBecause !== undefined) return;
    for (const listener of this.#listeners) listener(message);
  }

  end(reason: string): void {
    if (this.#closedBecause !== undefined) return;
    this.#closedBecause = reason;
    for (const listener of this.#closeListeners) listener(reason);
  }
}
