import type { ChildProcess } from 'node:child_process';
import type { ChildTransport } from '../shared/rpc/transport.ts';

const keptErrorCharacters = 2000;
/** What a dying process wrote to its standard error is waited for this long. */
const lastWordsMs = 250;

/** The parent's end of a forked process. Ends the process when the parent exits in any way that runs JavaScript. */
export class ChildProcessTransport implements ChildTransport {
  readonly #child: ChildProcess;
  readonly #killOnExit = () => this.kill();
  #closedBecause: string | undefined;
  #closeListeners: ((reason: string) => void)[] = [];
  #errorOutput = '';

  constructor(child: ChildProcess) {
    this.#child = child;
    process.once('exit', this.#killOnExit);
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#errorOutput = (this.#errorOutput + text).slice(-keptErrorCharacters);
    });
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
    return new Promise((resolve, reject) => {
      // A plain object is all that is ever posted; the type of `send` cannot say "structured clone".
      this.#child.send(message as object, (error) => (error === null ? resolve() : reject(error)));
    });
  }

  onMessage(listener: (message: unknown) => void): void {
    this.#child.on('message', listener);
  }

  onClose(listener: (reason: string) => void): void {
    if (this.#closedBecause === undefined) this.#closeListeners.push(listener);
    else listener(this.#closedBecause);
  }

  close(): void {
    if (this.#child.connected) this.#child.disconnect();
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  #closed(how: string): void {
    if (this.#closedBecause !== undefined) return;
    process.off('exit', this.#killOnExit);
    const lastLine = this.#errorOutput.trim().split('\n').at(-1)?.trim() ?? '';
    const reason = lastLine === '' ? how : `${how}: ${lastLine}`;
    this.#closedBecause = reason;
    const listeners = this.#closeListeners;
    this.#closeListeners = [];
    for (const listener of listeners) listener(reason);
  }
}
