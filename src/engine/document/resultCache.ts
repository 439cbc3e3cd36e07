import type { StepId } from '../../shared/base/ids.ts';
import type { NetworkWork } from './chain.ts';
import { NetworkResult } from './networkResult.ts';

/** Results that no step shows at the moment, kept for undo, redo and second thoughts. */
const mostIdle = 4;

export interface ResultCacheOptions {
  readonly scratchFolder: string;
  /** Bytes of one result held in memory; the rest is on disk. */
  readonly memoryBudgetBytes: number;
}

/** What networks computed for one picture: by key, and the last one that each step had to show. */
export class ResultCache {
  readonly #options: ResultCacheOptions;
  readonly #byKey = new Map<string, NetworkResult>();
  readonly #shown = new Map<StepId, NetworkResult>();
  #disposals: Promise<unknown> = Promise.resolve();

  constructor(options: ResultCacheOptions) {
    this.#options = options;
  }

  find(key: string): NetworkResult | null {
    return this.#byKey.get(key) ?? null;
  }

  /** The result for some work, begun where there is none yet. */
  begin(work: NetworkWork): NetworkResult {
    const known = this.#byKey.get(work.key);
    if (known !== undefined) return known;
    const { scratchFolder, memoryBudgetBytes } = this.#options;
    const made = new NetworkResult(work.key, work.passes, scratchFolder, memoryBudgetBytes);
    this.#byKey.set(work.key, made);
    return made;
  }

  /** What a step had to show before it had to be computed again. */
  lastShown(step: StepId): NetworkResult | null {
    return this.#shown.get(step) ?? null;
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
      this.#letGo(result);
    }
  }

  async dispose(): Promise<void> {
    for (const result of this.#byKey.values()) this.#letGo(result);
    this.#byKey.clear();
    this.#shown.clear();
    await this.#disposals;
  }

  #letGo(result: NetworkResult): void {
    const gone = result.dispose().catch(() => undefined);
    this.#disposals = Promise.all([this.#disposals, gone]);
  }
}
