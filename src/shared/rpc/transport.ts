/** One end of a wire between two processes; the messages are what structured clone carries. */
export interface Transport {
  /** Resolves when the operating system has taken all of the message; rejects where the wire is closed. */
  post(message: unknown): Promise<void>;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, with the reason in words, when the other end is gone. */
  onClose(listener: (reason: string) => void): void;
  /**
   * Memory for a large array of a later message, which need not be allocated then; nobody may look at it any longer.
   * Not there where the system makes the arrays itself.
   */
  reuse?(memory: ArrayBuffer): void;
  /** Lets the other end finish by itself. */
  close(): void;
}

/** The wire to a child process, and the handle to end it. */
export interface ChildTransport extends Transport {
  /** Undefined where the process never started. */
  readonly processId: number | undefined;
  /** Ends the process at once, whatever it is doing. */
  kill(): void;
}

/** One end of the way between two threads of a process: what comes from the other is our own, and is not checked again. */
export interface ThreadWire<Sent, Received> {
  post(message: Sent): Promise<void>;
  onMessage(listener: (message: Received) => void): void;
}
