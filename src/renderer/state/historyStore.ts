/** The trees of states as the engine last told them. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DocumentId } from '../../shared/base/ids.ts';
import type { HistoryTree } from '../../shared/contract/history.ts';

/** The whole tree of one picture. */
export type Tree = Pick<HistoryTree, 'nodes' | 'head'>;

interface Histories {
  readonly trees: Readonly<Partial<Record<DocumentId, Tree>>>;
}

interface HistoryActions {
  /** Takes a change in; false where something before it is missing and the whole tree must be asked for. */
  readonly put: (change: HistoryTree) => boolean;
  readonly forget: (document: DocumentId) => void;
}

type HistoryStore = StoreApi<Histories & HistoryActions>;

export function createHistoryStore(): HistoryStore {
  return createStore<Histories & HistoryActions>()((set, get) => ({
    trees: {},
    put: ({ document, from, nodes, head }) => {
      const known = get().trees[document]?.nodes ?? [];
      if (from > known.length) return false;
      const tree = { nodes: [...known.slice(0, from), ...nodes], head };
      set(({ trees }) => ({ trees: { ...trees, [document]: tree } }));
      return true;
    },
    forget: (document) => set(({ trees: { [document]: _gone, ...trees } }) => ({ trees })),
  }));
}
