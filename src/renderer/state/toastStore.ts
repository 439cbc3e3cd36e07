/** Short messages: what went wrong and the way out, or what is done. Problems stay listed until they are read. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../shared/base/errors.ts';
import { inEnglish, type Sentence } from '../../shared/base/sentence.ts';

export interface Toast {
  readonly id: number;
  /** A notice, or a problem, which has a title and a way out by its code. */
  readonly about: Sentence | Failure;
  readonly at: number;
  /** Repeats what failed, where that may help. */
  readonly retry: (() => void) | null;
}

export interface Problem extends Toast {
  readonly about: Failure;
}

export interface Toasts {
  readonly showing: readonly Toast[];
  readonly problems: readonly Problem[];
}

interface ToastActions {
  readonly add: (toast: Omit<Toast, 'id' | 'at'>) => void;
  readonly dismiss: (id: number) => void;
  readonly clearProblems: () => void;
}

type ToastStore = StoreApi<Toasts & ToastActions>;

const shownAtOnce = 3;
const keptProblems = 50;

export function isProblem(toast: Toast): toast is Problem {
  return 'code' in toast.about;
}

/** What says the same is shown once. */
function englishOf({ about }: Toast): string {
  return 'code' in about ? about.message : inEnglish(about);
}

export function createToastStore(now: () => number): ToastStore {
  let last = 0;
  return createStore<Toasts & ToastActions>()((set) => ({
    showing: [],
    problems: [],
    add: (given) =>
      set(({ showing, problems }) => {
        last += 1;
        const toast = { ...given, id: last, at: now() };
        const others = showing.filter((each) => englishOf(each) !== englishOf(toast));
        return {
          showing: [...others, toast].slice(-shownAtOnce),
          ...(isProblem(toast) ? { problems: [...problems, toast].slice(-keptProblems) } : {}),
        };
      }),
    dismiss: (id) => set(({ showing }) => ({ showing: showing.filter((toast) => toast.id !== id) })),
    clearProblems: () => set({ problems: [] }),
  }));
}
