import type { QueueItemId } from '../../shared/base/ids.ts';
import type { QueueEntry } from './queueEntry.ts';

/** Which entries were touched since somebody looked, and whether their order is another. */
export interface Touched {
  readonly ids: ReadonlySet<QueueItemId>;
  readonly isReordered: boolean;
}

/** The photos of a queue in the order in which they are done. Remembers what was touched, for those who tell of it. */
export class QueueList {
  #entries: readonly QueueEntry[] = [];
  #touched = new Set<QueueItemId>();
  #isReordered = false;

  get entries(): readonly QueueEntry[] {
    return this.#entries;
  }

  find(id: QueueItemId): QueueEntry | undefined {
    return this.#entries.find((entry) => entry.id === id);
  }

  add(entries: readonly QueueEntry[]): void {
    if (entries.length === 0) return;
    this.#entries = [...this.#entries, ...entries];
    for (const { id } of entries) this.#touched.add(id);
    this.#isReordered = true;
  }

  /** Does nothing where there is no such entry any more. */
  change(id: QueueItemId, changes: Partial<Omit<QueueEntry, 'id'>>): void {
    this.#entries = this.#entries.map((entry) => (entry.id === id ? { ...entry, ...changes } : entry));
    this.touch(id);
  }

  /** Something about the entry is different that is not kept with it. */
  touch(id: QueueItemId): void {
    this.#touched.add(id);
  }

  /** Puts an entry before another, or at the end where that one is null or gone. */
  move(id: QueueItemId, before: QueueItemId | null): void {
    const moved = this.find(id);
    if (moved === undefined || id === before) return;
    const rest = this.#entries.filter((entry) => entry !== moved);
    const at = rest.findIndex((entry) => entry.id === before);
    this.#entries = at < 0 ? [...rest, moved] : [...rest.slice(0, at), moved, ...rest.slice(at)];
    this.#isReordered = true;
  }

  remove(isMeant: (entry: QueueEntry) => boolean): void {
    const rest = this.#entries.filter((entry) => !isMeant(entry));
    if (rest.length === this.#entries.length) return;
    this.#entries = rest;
    this.#isReordered = true;
  }

  /** What was touched since this was asked last. */
  takeTouched(): Touched {
    const touched = { ids: this.#touched, isReordered: this.#isReordered };
    this.#touched = new Set();
    this.#isReordered = false;
    return touched;
  }
}
