import { cancelledError } from '../../shared/base/cancel.ts';
import { AppError, errorOf, toAppError } from '../../shared/base/errors.ts';
import { type Sentence, sentence } from '../../shared/base/sentence.ts';
import type { ChildTransport } from '../../shared/rpc/transport.ts';
import type { Urgency } from '../ports.ts';
import {
  type InferenceReply,
  type InferenceRequest,
  type InferenceResult,
  type InferenceTask,
  parseReply,
  type StartMessage,
} from './protocol.ts';

/** When the channel loses patience. */
export interface ChannelLimits {
  /** From the start of a process to its first word. */
  readonly startDeadlineMs: number;
  /** A process with work to do that says nothing for this long is stuck: one load or one run must fit in here. */
  readonly silenceDeadlineMs: number;
  /** Processes that may die over one request before it fails. */
  readonly maximumAttempts: number;
  /** Requests at the process at a time: for each that runs the next one is there when it ends. */
  readonly maximumSent: number;
}

export const defaultChannelLimits: ChannelLimits = {
  startDeadlineMs: 30_000,
  silenceDeadlineMs: 120_000,
  maximumAttempts: 2,
  maximumSent: 2,
};

const maximumFailedStarts = 2;
const closeDeadlineMs = 1000;

interface Pending {
  readonly id: number;
  readonly task: InferenceTask;
  readonly urgency: Urgency;
  readonly resolve: (result: InferenceResult) => void;
  readonly reject: (error: AppError) => void;
  /** Processes that died over it so far. */
  deaths: number;
  /** When the process said that it begins, in milliseconds of `performance.now()`; null before. */
  startedAt: number | null;
  /** Its caller has its answer already; only the process still holds it. */
  settled: boolean;
}

interface Connection {
  readonly transport: ChildTransport;
  readonly startTimer: NodeJS.Timeout;
  ready: boolean;
}

/**
 * Sends tasks to an inference process and keeps such a process alive: starts it for the first task, starts another
 * when it dies or hangs, and gives the unfinished tasks to that one.
 */
export class InferenceChannel {
  readonly #start: () => ChildTransport;
  readonly #setup: Omit<StartMessage, 'type'>;
  readonly #limits: ChannelLimits;
  #waiting: Pending[] = [];
  /** What the process has, in the order in which it was sent. */
  readonly #sent = new Map<number, Pending>();
  #connection: Connection | undefined;
  #watchdog: NodeJS.Timeout | undefined;
  #failedStarts = 0;
  #lastId = 0;
  #closing: Promise<void> | undefined;
  #retired: (() => void) | undefined;

  constructor(start: () => ChildTransport, setup: Omit<StartMessage, 'type'>, limits: ChannelLimits) {
    this.#start = start;
    this.#setup = setup;
    this.#limits = limits;
  }

  /**
   * The arrays in `task` must not change until the promise settles: another process may need them again. A task that is
   * wanted `later` goes to the process only when it can begin at once: whoever wants one `now` waits for one at most.
   */
  perform(task: InferenceTask, signal?: AbortSignal, urgency: Urgency = 'now'): Promise<InferenceResult> {
    return new Promise((resolve, reject) => {
      if (this.#closing !== undefined || signal?.aborted === true) {
        reject(cancelledError());
        return;
      }
      this.#lastId += 1;
      const onAbort = () => this.#cancel(pending);
      const detach = () => signal?.removeEventListener('abort', onAbort);
      const pending: Pending = {
        id: this.#lastId,
        task,
        urgency,
        resolve: (result) => (detach(), resolve(result)),
        reject: (error) => (detach(), reject(error)),
        deaths: 0,
        startedAt: null,
        settled: false,
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#waiting.push(pending);
      this.#pump();
    });
  }

  /** Takes back an array of a result that nobody will look at any longer. */
  recycle({ buffer, byteLength }: Float32Array | Int32Array): void {
    const isWhole = buffer instanceof ArrayBuffer && buffer.byteLength === byteLength;
    if (isWhole) this.#connection?.transport.reuse?.(buffer);
  }

  /** Ends the process as soon as it has nothing left to do, then calls `gone`. */
  retire(gone: () => void): void {
    this.#retired = () => void this.close().then(gone);
    this.#endIfIdle();
  }

  /** Ends the process and waits until it is gone; whatever is pending rejects with `cancelled`. */
  close(): Promise<void> {
    return (this.#closing ??= this.#end());
  }

  async #end(): Promise<void> {
    const connection = this.#connection;
    const isBusy = this.#sent.size > 0 || connection?.ready === false;
    this.#drop(() => cancelledError());
    if (connection === undefined) return;
    const { transport } = connection;
    const gone = new Promise<void>((resolve) => transport.onClose(() => resolve()));
    if (isBusy) transport.kill();
    else transport.close();
    const killTimer = setTimeout(() => transport.kill(), closeDeadlineMs);
    await gone;
    clearTimeout(killTimer);
  }

  #pump(): void {
    if (this.#closing !== undefined || this.#waiting.length === 0) return;
    const connection = this.#connection ?? this.#connect();
    if (connection?.ready !== true) return;
    for (let next = this.#takeNext(); next !== undefined; next = this.#takeNext()) {
      this.#sent.set(next.id, next);
      this.#post(connection, { type: 'do', id: next.id, task: next.task });
    }
    this.#watch(connection);
  }

  /**
   * The task that the process is to have now; undefined where it has enough. One that a process died over is sent alone,
   * so that it cannot take the blame for another.
   */
  #takeNext(): Pending | undefined {
    const sent = [...this.#sent.values()];
    const place = Math.max(
      0,
      this.#waiting.findIndex(({ urgency }) => urgency === 'now'),
    );
    const next = this.#waiting[place];
    if (next === undefined || sent.some(({ deaths }) => deaths > 0)) return undefined;
    const wanted = next.urgency === 'now' ? this.#limits.maximumSent : this.#setup.atATime;
    if (sent.length >= (next.deaths > 0 ? 1 : wanted)) return undefined;
    this.#waiting.splice(place, 1);
    return next;
  }

  /** Undefined, and everything pending rejected, where the system refuses to start a process. */
  #connect(): Connection | undefined {
    let transport: ChildTransport;
    try {
      transport = this.#start();
    } catch (thrown) {
      this.#drop(() => cannotStart(toAppError(thrown).message));
      return undefined;
    }
    const { startDeadlineMs } = this.#limits;
    const startTimer = setTimeout(
      () => this.#lost(connection, `it said nothing for ${startDeadlineMs / 1000} s`),
      startDeadlineMs,
    );
    const connection: Connection = { transport, startTimer, ready: false };
    this.#connection = connection;
    transport.onMessage((message) => this.#receive(connection, message));
    transport.onClose((reason) => this.#lost(connection, reason));
    this.#post(connection, { type: 'start', ...this.#setup });
    return connection;
  }

  #post(connection: Connection, request: InferenceRequest): void {
    connection.transport.post(request).catch((thrown: unknown) => this.#lost(connection, toAppError(thrown).message));
  }

  #receive(connection: Connection, message: unknown): void {
    if (connection !== this.#connection) return;
    try {
      this.#handle(connection, parseReply(message));
    } catch (thrown) {
      this.#lost(connection, toAppError(thrown).message);
    }
  }

  #handle(connection: Connection, reply: InferenceReply): void {
    if (reply.type === 'ready') {
      clearTimeout(connection.startTimer);
      connection.ready = true;
      this.#failedStarts = 0;
      this.#pump();
      return;
    }
    if (reply.type === 'refused') {
      this.#drop(() => errorOf(reply.failure));
      connection.transport.kill();
      return;
    }
    const pending = this.#sent.get(reply.id);
    if (pending === undefined) return;
    if (reply.type === 'started') {
      pending.startedAt = performance.now();
      this.#watch(connection);
      return;
    }
    this.#sent.delete(pending.id);
    if (reply.type === 'done') this.#settle(pending, () => pending.resolve(reply.result));
    else this.#settle(pending, () => pending.reject(errorOf(reply.failure)));
    this.#pump();
    this.#watch(connection);
  }

  #cancel(pending: Pending): void {
    this.#waiting = this.#waiting.filter((waiting) => waiting !== pending);
    this.#settle(pending, () => pending.reject(cancelledError()));
    const isQueued = this.#sent.has(pending.id) && pending.startedAt === null;
    if (isQueued && this.#connection !== undefined) this.#post(this.#connection, { type: 'cancel', id: pending.id });
  }

  /** The process is dead or useless: gives its tasks to the next one. */
  #lost(connection: Connection, reason: string, suspects: readonly Pending[] = this.#suspects()): void {
    if (connection !== this.#connection) return;
    this.#forget(connection);
    connection.transport.kill();
    const unfinished = [...this.#sent.values()].filter((pending) => !pending.settled);
    this.#sent.clear();
    for (const suspect of suspects) {
      suspect.deaths += 1;
      if (suspect.deaths < this.#limits.maximumAttempts) continue;
      const said = sentence('said.inferenceDied', { times: suspect.deaths, task: nameOf(suspect.task), reason });
      this.#settle(suspect, () => suspect.reject(new AppError('inference-failed', said)));
    }
    for (const pending of unfinished) pending.startedAt = null;
    this.#waiting.unshift(...unfinished.filter((pending) => !pending.settled));
    if (!connection.ready) {
      this.#failedStarts += 1;
      if (this.#failedStarts >= maximumFailedStarts) {
        this.#failedStarts = 0;
        this.#drop(() => cannotStart(reason));
        return;
      }
    }
    this.#pump();
  }

  /** Whose fault it may be when the process dies: the tasks that ran, or the one that was about to; the oldest first. */
  #suspects(): readonly Pending[] {
    const sent = [...this.#sent.values()];
    const running = sent.filter(({ startedAt }) => startedAt !== null);
    return running.length > 0 ? running : sent.slice(0, 1);
  }

  /** Arms the watchdog anew while the process has work: for the task that has run for the longest. */
  #watch(connection: Connection): void {
    clearTimeout(this.#watchdog);
    if (this.#sent.size === 0) return;
    const { silenceDeadlineMs } = this.#limits;
    const now = performance.now();
    const since = Math.min(...this.#suspects().map(({ startedAt }) => startedAt ?? now));
    this.#watchdog = setTimeout(
      () => {
        const [stuck] = this.#suspects().toSorted((a, b) => (a.startedAt ?? 0) - (b.startedAt ?? 0));
        if (stuck !== undefined) {
          const said = sentence('said.inferenceStuck', { task: nameOf(stuck.task), seconds: silenceDeadlineMs / 1000 });
          this.#settle(stuck, () => stuck.reject(new AppError('inference-failed', said)));
        }
        this.#lost(connection, 'it was stuck', []);
      },
      since + silenceDeadlineMs - now,
    );
  }

  #settle(pending: Pending, act: () => void): void {
    if (pending.settled) return;
    pending.settled = true;
    act();
    this.#endIfIdle();
  }

  #endIfIdle(): void {
    const busy = [...this.#sent.values(), ...this.#waiting].some((pending) => !pending.settled);
    if (!busy) this.#retired?.();
  }

  /** Lets go of the process and ends everything pending with an error. */
  #drop(error: () => AppError): void {
    const pending = [...this.#sent.values(), ...this.#waiting];
    this.#sent.clear();
    this.#waiting = [];
    if (this.#connection !== undefined) this.#forget(this.#connection);
    for (const each of pending) this.#settle(each, () => each.reject(error()));
  }

  #forget(connection: Connection): void {
    clearTimeout(connection.startTimer);
    clearTimeout(this.#watchdog);
    this.#connection = undefined;
  }
}

function cannotStart(reason: string): AppError {
  return new AppError('inference-failed', sentence('said.inferenceNoStart', { reason }));
}

function nameOf(task: InferenceTask): Sentence {
  if (task.kind === 'about') return sentence('said.taskAbout');
  return sentence('said.taskNetwork', { graph: task.graph.graph, model: task.graph.model });
}
