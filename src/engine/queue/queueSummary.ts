import { basename } from 'node:path';
import { type QueueSummary, queueItemStateSchema } from '../../shared/contract/queue.ts';
import { isOpen, type Progress, type QueueEntry } from './queueEntry.ts';

/** The time to come is told by so many photos that were restored last. */
const measuredPhotos = 20;

/** The queue in numbers. */
export function summaryOf(
  entries: readonly QueueEntry[],
  now: {
    readonly isHeld: boolean;
    readonly trouble: QueueSummary['trouble'];
    readonly progress: Progress | null;
  },
): QueueSummary {
  const states = queueItemStateSchema.options;
  const counts = Object.fromEntries(states.map((state) => [state, 0])) as QueueSummary['counts'];
  for (const { state } of entries) counts[state] += 1;
  const hasWork = entries.some(isOpen);
  const current = entries.find(({ state }) => state === 'running');
  return {
    state: !hasWork ? 'idle' : now.isHeld ? 'paused' : 'running',
    counts,
    current: current === undefined ? null : basename(current.photo),
    etaSeconds: hasWork ? etaOf(entries, now.progress, counts.waiting) : null,
    trouble: now.trouble,
  };
}

/** Null until a photo was measured, where one is needed. */
function etaOf(entries: readonly QueueEntry[], progress: Progress | null, waiting: number): number | null {
  const measured = entries.flatMap(({ state, seconds }) => (state === 'done' && seconds !== null ? [seconds] : []));
  const last = measured.slice(-measuredPhotos);
  const mean = last.length === 0 ? null : last.reduce((sum, seconds) => sum + seconds, 0) / last.length;
  const rest = progress === null ? 0 : (progress.etaSeconds ?? (mean === null ? null : mean * (1 - progress.share)));
  if (rest === null || (mean === null && waiting > 0)) return null;
  return rest + waiting * (mean ?? 0);
}
