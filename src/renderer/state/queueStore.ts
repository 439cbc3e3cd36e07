/** The queue as the engine last told it, and what was restored since the user looked. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { QueueItemId } from '../../shared/base/ids.ts';
import type { QueueChange, QueueItem, QueueSummary } from '../../shared/contract/queue.ts';
import type { TreatmentChoice } from '../../shared/model/treatment.ts';

export interface QueueView {
  /** In the order in which they are restored. */
  readonly items: readonly QueueItem[];
  /** Null before the engine told of it. */
  readonly summary: QueueSummary | null;
  /** Restored since the last message about it was dismissed, the newest last. */
  readonly news: readonly QueueItemId[];
  /** What is done to photos that are added from this window. */
  readonly choice: TreatmentChoice;
  /** Of the photos that were added last, those that were there already. */
  readonly left: number;
  /** The file that is being handed over, and how much of it. */
  readonly upload: { readonly name: string; readonly share: number } | null;
}

interface QueueActions {
  readonly put: (change: QueueChange) => void;
  /** Everything anew, after a connection was made. */
  readonly replaceAll: (state: QueueChange) => void;
  readonly dismissNews: () => void;
  readonly setChoice: (choice: TreatmentChoice) => void;
  readonly setLeft: (left: number) => void;
  readonly setUpload: (upload: QueueView['upload']) => void;
}

type QueueStore = StoreApi<QueueView & QueueActions>;

export function createQueueStore(): QueueStore {
  return createStore<QueueView & QueueActions>()((set) => ({
    items: [],
    summary: null,
    news: [],
    choice: { kind: 'usual' },
    left: 0,
    upload: null,
    put: (change) =>
      set(({ items, news }) => {
        const finished = change.items.filter(({ id, state }) => {
          const before = items.find((item) => item.id === id)?.state;
          return state === 'done' && (before === 'running' || before === 'waiting');
        });
        return {
          summary: change.summary,
          items: merge(items, change),
          news: finished.length === 0 ? news : [...news, ...finished.map(({ id }) => id)],
        };
      }),
    replaceAll: ({ summary, items }) => set({ summary, items }),
    dismissNews: () => set({ news: [] }),
    setChoice: (choice) => set({ choice }),
    setLeft: (left) => set({ left }),
    setUpload: (upload) => set({ upload }),
  }));
}

/** The list with its changes; entries that did not change stay the same objects. */
function merge(items: readonly QueueItem[], { items: changed, order }: QueueChange): readonly QueueItem[] {
  const known = new Map([...items, ...changed].map((item) => [item.id, item]));
  return (order ?? items.map(({ id }) => id)).flatMap((id) => known.get(id) ?? []);
}

/** True where something is still to be done. */
export function isOpenItem({ state }: QueueItem): boolean {
  return state === 'waiting' || state === 'running';
}

/** How many are over, and how many there are. */
export function tally({ counts }: QueueSummary): { readonly done: number; readonly total: number } {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return { done: total - counts.waiting - counts.running, total };
}
