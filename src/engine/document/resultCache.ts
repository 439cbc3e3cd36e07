import type { StepId } from '../../shared/base/ids.ts';
import type { ResultShelf } from '../cache/resultShelf.ts';
import type { NetworkWork } from './chain.ts';
import { NetworkResult } from './networkResult.ts';

/** Results that no step shows at the moment and that stay open for undo, redo and second thoughts. */
const mostIdle = 8;

/** What of a step's work names and cuts its result. */
export type ResultName = Pick<NetworkWork, 'key' | 'cut'>;

/** What networks computed for one picture: by key, and the last one that each step had to show. */
export class ResultCache {
  readonly #shelf: ResultShelf;
  readonly #onLost: () => void;
  readonly #byKey = new Map<string, NetworkResult>();
  readonly #shown = new Map<StepId, NetworkResult>();

  /** `onLost` is called when something that was finished turns out to be damaged and must be computed again. */
  constructor(shelf: ResultShelf, onLost: () => void) {
    this.#shelf = shelf;
    this.#onLost = onLost;
  }

  /** The result for some work, of this run or an earlier one; null where nothing was ever computed for it. */
  find(work: ResultName): NetworkResult | null {
    return this.#byKey.get(work.key) ?? (this.#shelf.has(work.key) ? this.begin(work) : null);
  }

  /** The result for some work, begun where there is none yet. */
  begin({ key, cut }: ResultName): NetworkResult {
    return this.#byKey.get(key) ?? this.#keep(new NetworkResult(this.#shelf.open(key), cut, this.#onLost));
  }

  /** Seconds that a tile takes, by the result that was used last; null before any was measured. */
  get secondsPerTile(): number | null {
    const measured = [...this.#byKey.values()].findLast((result) => result.secondsPerTile !== null);
    return measured?.secondsPerTile ?? null;
  }

  /** What a step had to show before it had to be computed again. */
  lastShown(step: StepId): NetworkResult | null {
    return this.#shown.get(step) ?? null;
  }

  /** Keys of what steps had to show last. */
  get shownKeys(): Readonly<Record<string, string>> {
    return Object.fromEntries([...this.#shown].map(([step, { key }]) => [step, key]));
  }

  /** Says what a step had to show in an earlier run; left alone where that is not in the cache any more. */
  recall(step: StepId, key: string): void {
    const result = this.#byKey.get(key) ?? this.#reopen(key);
    if (result?.hasPixels === true) this.#shown.set(step, result);
  }

  /** Remembers what steps show now, and lets go of results that nobody needs: those used least recently first. */
  remember(current: readonly (readonly [StepId, string])[]): void {
    for (const [step, key] of current) {
      const result = this.#byKey.get(key);
      if (result === undefined) continue;
      this.#byKey.delete(key);
      this.#byKey.set(key, result);
      if (result.hasPixels) this.#shown.set(step, result);
    }
    const steps = new Set(current.map(([step]) => step));
    const keys = new Set(current.map(([, key]) => key));
    const needed = new Set([...this.#shown].filter(([step]) => steps.has(step)).map(([, result]) => result));
    const idle = [...this.#byKey.values()].filter((result) => !keys.has(result.key) && !needed.has(result));
    for (const result of idle.slice(0, Math.max(0, idle.length - mostIdle))) {
      this.#byKey.delete(result.key);
      for (const [step, shown] of this.#shown) if (shown === result) this.#shown.delete(step);
      this.#shelf.close(result.key);
    }
  }

  /** The results stay in the cache; nobody here shows them any more. */
  async dispose(): Promise<void> {
    for (const result of this.#byKey.values()) {
      await result.settle();
      this.#shelf.close(result.key);
    }
    this.#byKey.clear();
    this.#shown.clear();
  }

  /** A result as it was cut when it was made, whatever the step and the installed network would cut it into now. */
  #reopen(key: string): NetworkResult | null {
    if (!this.#shelf.has(key)) return null;
    const stored = this.#shelf.open(key);
    if (stored.facts.cut !== null) return this.#keep(new NetworkResult(stored, stored.facts.cut, this.#onLost));
    this.#shelf.close(key);
    return null;
  }

  #keep(result: NetworkResult): NetworkResult {
    this.#byKey.set(result.key, result);
    return result;
  }
}
