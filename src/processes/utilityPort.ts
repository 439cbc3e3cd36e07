import { randomUUID } from 'node:crypto';
import type { ChildTransport, Transport } from '../shared/rpc/transport.ts';

/** What of Electron's message ports is used here; plain Node has none of it. */
export interface UtilityPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown; ports: readonly UtilityPort[] }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start?(): void;
  close?(): void;
}

/** What the engine and the shell say to each other about inference processes, beside the frames of the contract. */
export type InferenceControl =
  | { readonly control: 'start-inference'; readonly id: string }
  | { readonly control: 'kill-inference'; readonly id: string }
  | { readonly control: 'inference-port'; readonly id: string }
  | { readonly control: 'inference-gone'; readonly id: string; readonly reason: string };

/** The port to the shell that started this process as Electron's utility process; null in plain Node. */
export function shellPort(): UtilityPort | null {
  return (process as unknown as { parentPort?: UtilityPort }).parentPort ?? null;
}

/** A port as a wire; messages are cloned, arrays included. */
export function portWire(port: UtilityPort): Transport {
  return {
    post: async (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.on('message', ({ data }) => listener(data));
      port.start?.();
    },
    onClose: (listener) => {
      port.on('close', () => listener('the other process is gone'));
    },
    close: () => port.close?.(),
  };
}

/** The wire of an inference process: the port that comes with the first message from the shell. */
export function handedWire(shell: UtilityPort): Promise<Transport> {
  return new Promise((resolve) => {
    shell.on('message', ({ ports }) => {
      const [port] = ports;
      if (port !== undefined) resolve(portWire(port));
    });
  });
}

/** Has the shell start inference processes, since a utility process cannot start one itself. */
export function inferenceByShell(shell: UtilityPort): () => ChildTransport {
  const children = new Map<string, RemoteChild>();
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process or a port, not a window
  const say = (message: InferenceControl) => shell.postMessage(message);
  shell.on('message', ({ data, ports }) => {
    const message = data as Partial<InferenceControl> | null;
    const child = children.get(message?.id ?? '');
    const [port] = ports;
    if (message?.control === 'inference-port' && port !== undefined) child?.connect(port);
    if (message?.control === 'inference-gone') {
      child?.gone((data as { reason: string }).reason);
      children.delete(message.id ?? '');
    }
  });
  return () => {
    const id = randomUUID();
    const child = new RemoteChild(() => say({ control: 'kill-inference', id }));
    children.set(id, child);
    say({ control: 'start-inference', id });
    return child;
  };
}

/** An inference process that somebody else started; what is posted before its port is here waits. */
class RemoteChild implements ChildTransport {
  readonly processId = undefined;
  readonly #kill: () => void;
  readonly #waiting: unknown[] = [];
  readonly #listeners: ((message: unknown) => void)[] = [];
  readonly #closeListeners: ((reason: string) => void)[] = [];
  #port: UtilityPort | null = null;
  #goneBecause: string | undefined;

  constructor(kill: () => void) {
    this.#kill = kill;
  }

  connect(port: UtilityPort): void {
    this.#port = port;
    port.on('message', ({ data }) => {
      for (const listener of this.#listeners) listener(data);
    });
    port.start?.();
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process or a port, not a window
    for (const message of this.#waiting.splice(0)) port.postMessage(message);
  }

  gone(reason: string): void {
    if (this.#goneBecause !== undefined) return;
    this.#goneBecause = reason;
    for (const listener of this.#closeListeners) listener(reason);
  }

  async post(message: unknown): Promise<void> {
    if (this.#goneBecause !== undefined) throw new Error(`The inference process is gone: ${this.#goneBecause}.`);
    if (this.#port === null) {
      this.#waiting.push(message);
      return;
    }
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port, not a window
    this.#port.postMessage(message);
  }

  onMessage(listener: (message: unknown) => void): void {
    this.#listeners.push(listener);
  }

  onClose(listener: (reason: string) => void): void {
    if (this.#goneBecause === undefined) this.#closeListeners.push(listener);
    else listener(this.#goneBecause);
  }

  close(): void {
    this.#kill();
  }

  kill(): void {
    this.#kill();
  }
}
