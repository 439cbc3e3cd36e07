import { cancelledError } from '../../shared/base/cancel.ts';

/** Where a job waits while it is paused. */
export class PauseGate {
  #opened: Promise<void> | null = null;
  #open: () => void = () => undefined;

  get isClosed(): boolean {
    return this.#opened !== null;
  }

  close(): void {
    if (this.#opened !== null) return;
    this.#opened = new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  open(): void {
    this.#opened = null;
    this.#open();
  }

  /** Resolves when the gate is open; rejects with `cancelled` when the signal fires first. */
  async pass(signal: AbortSignal): Promise<void> {
    while (this.#opened !== null) {
      const opened = this.#opened;
      await new Promise<void>((resolve, reject) => {
        const cancel = () => reject(cancelledError());
        if (signal.aborted) return cancel();
        signal.addEventListener('abort', cancel, { once: true });
        void opened.finally(() => {
          signal.removeEventListener('abort', cancel);
          resolve();
        });
      });
    }
  }
}
