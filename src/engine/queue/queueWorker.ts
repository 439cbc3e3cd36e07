import { assertNever } from '../../shared/base/assert.ts';
import { throwIfCancelled } from '../../shared/base/cancel.ts';
import { type Failure, failureOf, toAppError } from '../../shared/base/errors.ts';
import type { QueueItemId } from '../../shared/base/ids.ts';
import type { QueueSummary } from '../../shared/contract/queue.ts';
import type { OutputFormat } from '../../shared/model/image.ts';
import type { BatchJournal } from '../batch/batchJournal.ts';
import { namedPlace, type PhotoOutcome, restorePhoto } from '../batch/restorePhoto.ts';
import { isEverybodys } from '../batch/runBatch.ts';
import { workKey } from '../batch/workKey.ts';
import { outputName, usualPattern } from '../image/outputName.ts';
import { PauseGate } from '../jobs/pauseGate.ts';
import type { Progress, QueueEntry } from './queueEntry.ts';
import type { QueueList } from './queueList.ts';
import type { Asked, QueuedPhoto, QueueOptions } from './queueOptions.ts';

export interface WorkerParts {
  readonly options: QueueOptions;
  readonly list: QueueList;
  readonly journal: BatchJournal;
  readonly askedOf: (entry: QueueEntry) => Asked;
  /** Writes the list. Rejects with `disk-full` or `output-unwritable`. */
  readonly keep: () => Promise<void>;
  /** Something about the list, or about the work, is different. */
  readonly onChanged: () => void;
}

/** The photo at work. */
interface Running {
  readonly id: QueueItemId;
  readonly abort: AbortController;
  progress: Progress;
}

/** Takes the first photo of a list that waits, restores it, and so on, until none waits or it is held. */
export class QueueWorker {
  readonly #parts: WorkerParts;
  readonly #gate = new PauseGate();
  #running: Running | null = null;
  #working: Promise<void> | null = null;
  #trouble: QueueSummary['trouble'] = null;
  #isClosing = false;

  constructor(parts: WorkerParts) {
    this.#parts = parts;
  }

  get isHeld(): boolean {
    return this.#gate.isClosed;
  }

  /** What holds it beside the user. */
  get trouble(): QueueSummary['trouble'] {
    return this.#trouble;
  }

  /** How far the photo is; null where it is not at work. */
  progressOf(id: QueueItemId | undefined): Progress | null {
    return this.#running?.id === id ? (this.#running?.progress ?? null) : null;
  }

  /** See `PhotoTask`. */
  workOf(entry: QueueEntry): string {
    const { options, askedOf } = this.#parts;
    return workKey({ steps: askedOf(entry).steps, edition: options.edition(), results: entry.results });
  }

  /** Begins where something waits; one photo at a time. */
  start(): void {
    if (this.#next() === undefined) return;
    this.#working ??= this.#doAll().finally(() => {
      this.#working = null;
      this.#parts.onChanged();
      // Something may have come in after the last look.
      this.start();
    });
  }

  /** Takes effect before the next run of a network. */
  hold(isHeld: boolean, trouble: QueueSummary['trouble'] = null): void {
    if (isHeld) this.#gate.close();
    else this.#gate.open();
    this.#trouble = trouble;
    this.start();
  }

  /** Ends the work on a photo; does nothing where it is not at work. */
  abort(id: QueueItemId): void {
    if (this.#running?.id === id) this.#running.abort.abort();
  }

  /** Ends for good; what is at work waits again. */
  async close(): Promise<void> {
    this.#isClosing = true;
    this.#running?.abort.abort();
    await this.#working;
  }

  async #doAll(): Promise<void> {
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      const { id } = next;
      await this.#do(next).catch((thrown: unknown) => this.#putBack(id, failureOf(toAppError(thrown))));
    }
  }

  #next(): QueueEntry | undefined {
    if (this.#gate.isClosed || this.#isClosing) return undefined;
    return this.#parts.list.entries.find(({ state }) => state === 'waiting');
  }

  /** Rejects where list or journal cannot be written. */
  async #do(entry: QueueEntry): Promise<void> {
    const { options, list, journal } = this.#parts;
    const { id, photo, anyway } = entry;
    const running: Running = { id, abort: new AbortController(), progress: { share: 0, etaSeconds: null } };
    const { signal } = running.abort;
    this.#running = running;
    try {
      list.change(id, { state: 'running' });
      this.#parts.onChanged();
      // Who is started after a sudden end must know what was at work.
      await this.#parts.keep();
      throwIfCancelled(signal);
      const { steps } = this.#parts.askedOf(entry);
      const outcome = await restorePhoto({
        photo,
        work: this.workOf(entry),
        journal,
        plan: async () => (anyway ? { steps } : options.plan(photo, steps, signal)),
        place: (format) => this.#place(entry, format),
        restore: (planned, place) =>
          options.restore({ photo, steps: planned, place, ...this.#hearing(running) }, signal),
      });
      this.#take(id, outcome);
    } finally {
      this.#running = null;
      this.#parts.onChanged();
    }
  }

  #hearing(running: Running): Pick<QueuedPhoto, 'turn' | 'onProgress'> {
    return {
      turn: (signal) => this.#gate.pass(signal),
      onProgress: (progress) => {
        running.progress = progress;
        this.#parts.list.touch(running.id);
        this.#parts.onChanged();
      },
    };
  }

  async #place({ id, photo, results }: QueueEntry, format: OutputFormat): Promise<string> {
    const naming = { folder: null, pattern: usualPattern, existing: 'number' } as const;
    if (results === 'beside') return namedPlace(photo, naming, new Set())(format);
    const name = outputName({ input: photo, format, folder: '' });
    const { path, download } = await this.#parts.options.offerDownload(name);
    this.#parts.list.change(id, { download });
    return path;
  }

  #take(id: QueueItemId, outcome: PhotoOutcome): void {
    const { list } = this.#parts;
    switch (outcome.state) {
      case 'done':
        list.change(id, { state: 'done', output: outcome.output, seconds: outcome.report.seconds.total });
        return;
      case 'parked':
        list.change(id, { state: 'parked', reason: outcome.reason });
        return;
      case 'failed': {
        const { error } = outcome;
        if (isEverybodys(error.code)) this.#putBack(id, error);
        else list.change(id, { state: 'failed', error });
        return;
      }
      case 'kept':
      case 'skipped':
        list.change(id, { state: 'kept', output: outcome.output });
        return;
      default:
        assertNever(outcome, 'QueueWorker');
    }
  }

  /**
   * A photo that is not to blame waits again, and the queue with it until somebody has mended what is wrong. One that
   * was cancelled stays as whoever cancelled it has left it.
   */
  #putBack(id: QueueItemId, error: Failure): void {
    if (this.#parts.list.find(id)?.state === 'running') this.#parts.list.change(id, { state: 'waiting' });
    if (error.code !== 'cancelled') this.hold(true, error);
  }
}
