import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { AppError, failureOf, toAppError } from '../../shared/base/errors.ts';
import { type QueueItemId, queueItemIdSchema } from '../../shared/base/ids.ts';
import { sentence } from '../../shared/base/sentence.ts';
import type { QueueChange, QueueItem, QueueSummary } from '../../shared/contract/queue.ts';
import type { Language } from '../../shared/model/operation.ts';
import type { TreatmentChoice } from '../../shared/model/treatment.ts';
import { findPhotos } from '../batch/findPhotos.ts';
import { resultOf } from '../batch/restorePhoto.ts';
import { workKey } from '../batch/workKey.ts';
import { Throttle } from '../jobs/throttle.ts';
import { isOpen, itemOf, type QueueEntry, queueEntrySchema } from './queueEntry.ts';
import { QueueFile } from './queueFile.ts';
import { QueueList } from './queueList.ts';
import type { Addition, Asked, QueueOptions } from './queueOptions.ts';
import { summaryOf } from './queueSummary.ts';
import { QueueWorker } from './queueWorker.ts';

/** A photo over which everything ended so often is not tried again by itself. */
const mostDeaths = 3;
const saveIntervalMs = 1000;
const tellIntervalMs = 100;

/**
 * Restores photos one after the other while everything else goes on. The list is kept on disk, what was done in the
 * batch's journal: whenever this process ends, the next one goes on where it was, and does nothing twice. The owner
 * calls `close`.
 */
export class Queue {
  readonly #options: QueueOptions;
  readonly #file: QueueFile;
  readonly #list = new QueueList();
  /** What is asked for, by the names that entries have for it. */
  readonly #asked = new Map<string, Asked>();
  readonly #worker: QueueWorker;
  readonly #save = new Throttle<void>(() => void this.#tryToKeep(), saveIntervalMs);
  readonly #tell = new Throttle<void>(() => this.#options.onChanged(this.#change()), tellIntervalMs);
  #keepingFault: QueueSummary['trouble'] = null;
  #isClosed = false;

  private constructor(options: QueueOptions, file: QueueFile) {
    this.#options = options;
    this.#file = file;
    this.#worker = new QueueWorker({
      options,
      list: this.#list,
      journal: file.journal,
      askedOf: (entry) => this.#askedOf(entry),
      keep: () => this.#keep(),
      onChanged: () => this.#changed(),
    });
  }

  /** Opens the queue and goes on with it. @throws AppError `disk-full`, `output-unwritable` */
  static async open(options: QueueOptions): Promise<Queue> {
    const queue = new Queue(options, await QueueFile.open(options.folder));
    await queue.#recall();
    queue.#changed();
    queue.#worker.start();
    return queue;
  }

  /** Everything, as one change. */
  state(): QueueChange {
    const { entries } = this.#list;
    return { summary: this.#summary(), items: entries.map((each) => this.#item(each)), order: this.#order() };
  }

  /** Throws `input-missing` where there is no such photo in the queue. */
  entry(id: QueueItemId): QueueEntry {
    const found = this.#list.find(id);
    if (found === undefined) throw new AppError('input-missing', sentence('said.notQueued'));
    return found;
  }

  /** Rejects with `input-missing` where a place holds no photo, and with what understanding the treatment rejects with. */
  async add(addition: Addition): Promise<{ readonly added: number; readonly left: number }> {
    const treatment = await this.#keyOf(addition.treatment, addition.language);
    const { photos, results } = await findPhotos(addition.places, addition.subfolders);
    const open = new Set(this.#list.entries.filter(isOpen).map(({ photo }) => photo));
    const wanted = photos.filter((photo) => !open.has(photo));
    if (open.size === 0) this.#worker.hold(addition.hold);
    this.#list.add(wanted.map((photo) => newEntry(photo, treatment, addition.results)));
    this.#changed();
    this.#worker.start();
    return { added: wanted.length, left: photos.length - wanted.length + results.length };
  }

  pause(): void {
    this.#worker.hold(true);
    this.#changed();
  }

  resume(): void {
    this.#worker.hold(false);
    this.#changed();
  }

  move(id: QueueItemId, before: QueueItemId | null): void {
    this.#list.move(id, before);
    this.#changed();
  }

  /** Photos that wait get another treatment; null means all of them. */
  async treat(ids: readonly QueueItemId[] | null, choice: TreatmentChoice, language: Language): Promise<void> {
    const treatment = await this.#keyOf(choice, language);
    for (const { id } of this.#meant(ids, ({ state }) => state === 'waiting')) this.#list.change(id, { treatment });
    this.#changed();
  }

  /** Ends photos that wait or are at work; null means all of them. */
  cancel(ids: readonly QueueItemId[] | null): void {
    for (const { id } of this.#meant(ids, isOpen)) {
      this.#list.change(id, { state: 'cancelled' });
      this.#worker.abort(id);
    }
    this.#changed();
  }

  /** Tries what failed again; photos that are named also where they were cancelled or parked. */
  retry(ids: readonly QueueItemId[] | null): void {
    const again: readonly QueueEntry['state'][] = ids === null ? ['failed'] : ['failed', 'cancelled', 'parked'];
    for (const { id, state, anyway } of this.#meant(ids, (entry) => again.includes(entry.state))) {
      const changes = { error: null, reason: null, deaths: 0, anyway: anyway || state === 'parked' };
      this.#list.change(id, { state: 'waiting', ...changes });
    }
    this.#changed();
    this.#worker.start();
  }

  /** Takes what is over out of the list; null means all of it. */
  clear(ids: readonly QueueItemId[] | null): void {
    const over = new Set(this.#meant(ids, (entry) => !isOpen(entry)));
    this.#list.remove((entry) => over.has(entry));
    this.#changed();
  }

  /** Leaves the list as it is for the next time; what was at work waits again. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#worker.close();
    try {
      await this.#keep();
    } finally {
      await this.#file.close();
    }
  }

  async #recall(): Promise<void> {
    const kept = await this.#file.read();
    if (kept === null) return;
    for (const [key, asked] of Object.entries(kept.treatments)) this.#asked.set(key, asked);
    const isMeant = await Promise.all(kept.entries.map((entry) => isStillMeant(entry)));
    this.#list.add(kept.entries.filter((entry, index) => isMeant[index] && this.#asked.has(entry.treatment)));
    for (const entry of this.#list.entries) {
      if (entry.state === 'running') this.#list.change(entry.id, await this.#afterDeath(entry));
    }
    this.#worker.hold(kept.paused);
  }

  /** A photo that is given up may have its result all the same: the end came before it was noted. */
  async #afterDeath(entry: QueueEntry): Promise<Partial<QueueEntry>> {
    const deaths = entry.deaths + 1;
    if (deaths < mostDeaths) return { state: 'waiting', deaths };
    const output = await resultOf({
      photo: entry.photo,
      work: this.#worker.workOf(entry),
      journal: this.#file.journal,
    });
    if (output !== null) return { state: 'kept', deaths, output };
    const error = new AppError('internal', sentence('said.endedOften', { times: deaths }));
    return { state: 'failed', deaths, error: failureOf(error) };
  }

  #askedOf({ treatment }: QueueEntry): Asked {
    const asked = this.#asked.get(treatment);
    if (asked === undefined) throw new AppError('internal', 'A photo of the queue has lost what is to be done to it.');
    return asked;
  }

  async #keyOf(choice: TreatmentChoice, language: Language): Promise<string> {
    const asked = await this.#options.understand(choice, language);
    const key = workKey({ ...asked });
    this.#asked.set(key, asked);
    return key;
  }

  #meant(ids: readonly QueueItemId[] | null, isMeant: (entry: QueueEntry) => boolean): readonly QueueEntry[] {
    const named = ids === null ? null : new Set(ids);
    return this.#list.entries.filter((entry) => (named === null || named.has(entry.id)) && isMeant(entry));
  }

  #changed(): void {
    if (this.#isClosed) return;
    this.#save.put();
    this.#tell.put();
  }

  #keep(): Promise<void> {
    const { entries } = this.#list;
    const used = new Set(entries.map(({ treatment }) => treatment));
    const asked = [...this.#asked].filter(([key]) => used.has(key));
    const treatments = Object.fromEntries(
      asked.map(([key, { treatment, steps }]) => [key, { treatment, steps: [...steps] }]),
    );
    return this.#file.write({ paused: this.#worker.isHeld, treatments, entries: [...entries] });
  }

  /** Where the list cannot be kept the work goes on, and it is said that a sudden end would lose it. */
  async #tryToKeep(): Promise<void> {
    if (this.#isClosed) return;
    const before = this.#keepingFault;
    this.#keepingFault = await this.#keep().then(
      () => null,
      (thrown: unknown) => toAppError(thrown),
    );
    if (before?.message !== this.#keepingFault?.message) this.#tell.put();
  }

  #change(): QueueChange {
    const { ids, isReordered } = this.#list.takeTouched();
    const items = this.#list.entries.filter(({ id }) => ids.has(id)).map((entry) => this.#item(entry));
    return { summary: this.#summary(), items, order: isReordered ? this.#order() : null };
  }

  #item(entry: QueueEntry): QueueItem {
    return itemOf(entry, this.#askedOf(entry).treatment, this.#worker.progressOf(entry.id));
  }

  #order(): QueueItemId[] {
    return this.#list.entries.map(({ id }) => id);
  }

  #summary(): QueueSummary {
    const { entries } = this.#list;
    const { isHeld, trouble } = this.#worker;
    const atWork = entries.find(({ state }) => state === 'running');
    const fault = trouble ?? this.#keepingFault;
    return summaryOf(entries, {
      isHeld,
      trouble: fault === null ? null : failureOf(fault),
      progress: this.#worker.progressOf(atWork?.id),
    });
  }
}

function newEntry(photo: string, treatment: string, results: QueueEntry['results']): QueueEntry {
  const id = queueItemIdSchema.parse(randomUUID());
  return queueEntrySchema.parse({ id, photo, treatment, results, state: 'waiting' });
}

/** False for a photo that a browser had handed over, and that went with the run that took it. */
async function isStillMeant({ photo, results }: QueueEntry): Promise<boolean> {
  return results === 'beside' || (await stat(photo).catch(() => null)) !== null;
}
