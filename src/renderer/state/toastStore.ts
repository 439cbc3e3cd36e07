/** Short messages: what went wrong and the way out, or what is done. Problems stay listed until they are read. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ErrorCode } from '../../shared/base/errors.ts';

export interface Toast {
  readonly id: number;
  readonly tone: 'notice' | 'problem';
  /** Chooses the title and the way out; null for a notice. */
  readonly code: ErrorCode | null;
  /** A sentence, already in words. */
  readonly message: string;
  readonly at: number;
  /** Repeats what failed, where that may help. */
  readonly retry: (() => void) | null;
}

export interface Toasts {
  readonly showing: readonly Toast[];
  readonly problems: readonly Toast[];
}

interface ToastActions {
  readonly add: (toast: Omit<Toast, 'id' | 'at'>) => void;
  readonly dismiss: (id: number) => void;
  readonly clearProblems: () => void;
}

type ToastStore = StoreApi<Toasts & ToastActions>;

const shownAtOnce = 3;
const keptProblems = 50;

export function createToastStore(now: () => number): ToastStore {
  let last = 0;
  return createStore<Toasts & ToastActions>()((set) => ({
    showing: [],
    problems: [],
    add: (given) =>
      set(({ showing, problems }) => {
        last += 1;
        const toast = { ...given, id: last, at: now() };
        const others = showing.filter(({ message }) => message !== toast.message);
        return {
          showing: [...others, toast].slice(-shownAtOnce),
          ...(toast.tone === 'problem' ? { problems: [...problems, toast].slice(-keptProblems) } : {}),
        };
      }),
    dismiss: (id) => set(({ showing }) => ({ showing: showing.filter((toast) => toast.id !== id) })),
    clearProblems: () => set({ problems: [] }),
  }));
}
