import type { QueueSummary } from '../shared/contract/queue.ts';

/** What became of the photos of one run of the queue. */
export interface QueueEnd {
  readonly done: number;
  /** Failed or to be looked at first. */
  readonly left: number;
}

/** How many photos are over, and how many there are. */
export function queueTally({ counts }: QueueSummary): { readonly done: number; readonly total: number } {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return { done: total - counts.waiting - counts.running, total };
}

/** Follows the queue for a host: what is still to be done, and when it came to its end. */
export class QueueProgress {
  #last: QueueSummary | null = null;
  #before: QueueEnd = { done: 0, left: 0 };

  get last(): QueueSummary | null {
    return this.#last;
  }

  /** Photos that wait or are at work. */
  get open(): number {
    return this.#last === null ? 0 : this.#last.counts.waiting + this.#last.counts.running;
  }

  /** Takes the next state in; answers with what was done where it just came to its end. */
  take(summary: QueueSummary): QueueEnd | null {
    const was = this.#last?.state ?? 'idle';
    this.#last = summary;
    const { done, kept, failed, parked } = summary.counts;
    const now = { done: done + kept, left: failed + parked };
    if (was === 'idle') this.#before = now;
    if (was === 'idle' || summary.state !== 'idle') return null;
    // Photos may have been taken out of the list meanwhile.
    const end = { done: Math.max(0, now.done - this.#before.done), left: Math.max(0, now.left - this.#before.left) };
    return end.done + end.left === 0 ? null : end;
  }
}
