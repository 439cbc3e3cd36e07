import type { ChildProcess } from 'node:child_process';
import { Duplex } from 'node:stream';
import { invariant } from '../shared/base/assert.ts';
import type { ChildTransport } from '../shared/rpc/transport.ts';
import { FrameReader } from './frames.ts';
import { postFrame } from './postFrame.ts';
import { SharedMemory } from './sharedMemory.ts';

/** The file descriptor of the wire in the child; 0 to 2 are the standard streams. */
export const wireDescriptor = 3;

const keptErrorCharacters = 2000;
/** What a dying process wrote to its standard error is waited for this long. */
const lastWordsMs = 250;

/** The parent's end of a spawned process. Ends the process when the parent exits in any way that runs JavaScript. */
export class ChildProcessTransport implements ChildTransport {
  readonly #child: ChildProcess;
  readonly #wire: Duplex;
  readonly #shared: SharedMemory | null;
  readonly #reader: FrameReader;
  readonly #killOnExit = () => this.kill();
  #messageListeners: ((message: unknown) => void)[] = [];
  #closeListeners: ((reason: string) => void)[] = [];
  #closedBecause: string | undefined;
  #errorOutput = '';

  /**
   * `child` must have been spawned with a pipe at `wireDescriptor` and at its standard error. `sharedMemory` is open in
   * both processes, and closed here when the child is gone.
   */
  constructor(child: ChildProcess, sharedMemory: number | null = null) {
    const wire = child.stdio[wireDescriptor];
    invariant(wire instanceof Duplex, 'a child process has a wire');
    this.#child = child;
    this.#wire = wire;
    this.#shared = sharedMemory === null ? null : new SharedMemory(sharedMemory, 'parent');
    this.#reader = new FrameReader((message) => {
      for (const listener of this.#messageListeners) listener(message);
    }, this.#shared);
    wire.on('data', (chunk: Buffer) => this.#read(chunk));
    // A broken wire is always followed by the end of the process, which says more.
    wire.on('error', () => this.kill());
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#errorOutput = (this.#errorOutput + text).slice(-keptErrorCharacters);
    });
    process.once('exit', this.#killOnExit);
    child.once('error', (error) => this.#closed(error.message));
    child.once('exit', (code, signal) => {
      const how = signal === null ? `it ended with status ${code}` : `it was ended by ${signal}`;
      const finish = () => this.#closed(how);
      child.once('close', finish);
      setTimeout(finish, lastWordsMs).unref();
    });
  }

  get processId(): number | undefined {
    return this.#child.pid;
  }

  post(message: unknown): Promise<void> {
    return postFrame(this.#wire, message, this.#shared);
  }

  reuse(memory: ArrayBuffer): void {
    this.#reader.reuse(memory);
  }

  onMessage(listener: (message: unknown) => void): void {
    this.#messageListeners.push(listener);
  }

  onClose(listener: (reason: string) => void): void {
    if (this.#closedBecause === undefined) this.#closeListeners.push(listener);
    else listener(this.#closedBecause);
  }

  close(): void {
    this.#wire.end();
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  #read(chunk: Buffer): void {
    try {
      this.#reader.push(chunk);
    } catch (thrown) {
      this.#errorOutput = `the wire carried nonsense (${String(thrown)})`;
      this.kill();
    }
  }

  #closed(how: string): void {
    if (this.#closedBecause !== undefined) return;
    this.#shared?.close();
    process.off('exit', this.#killOnExit);
    const lastLine = this.#errorOutput.trim().split('\n').at(-1)?.trim() ?? '';
    const reason = lastLine === '' ? how : `${how}: ${lastLine}`;
    this.#closedBecause = reason;
    this.#messageListeners = [];
    const listeners = this.#closeListeners;
    this.#closeListeners = [];
    for (const listener of listeners) listener(reason);
  }
}
