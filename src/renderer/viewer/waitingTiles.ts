/** Which parts of the picture wait for a running step: everything at first, less with each part that was repainted. */
import type { Rect } from '../../shared/base/geometry.ts';
import type { Area } from './drawer.ts';
import type { ToScreen } from './liveStroke.ts';
import type { Shimmer } from './overlay.ts';

const tickMs = 80;
const roundMs = 2400;

export class WaitingTiles {
  readonly #onTick: () => void;
  #work: string | null = null;
  #done: Rect[] = [];
  #timer: ReturnType<typeof setInterval> | null = null;

  constructor(onTick: () => void) {
    this.#onTick = onTick;
  }

  /** Starts anew where the work is another than before. */
  start(work: string): void {
    if (this.#work === work) return;
    this.#work = work;
    this.#done = [];
    if (this.#timer === null && !wantsLessMotion()) this.#timer = setInterval(this.#onTick, tickMs);
    this.#onTick();
  }

  done(rects: readonly Rect[]): void {
    if (this.#work !== null) this.#done.push(...rects);
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    if (this.#work === null) return;
    this.#work = null;
    this.#done = [];
    this.#onTick();
  }

  shimmer(picture: Area, toScreen: ToScreen): Shimmer | null {
    if (this.#work === null) return null;
    const phase = wantsLessMotion() ? 0.5 : (performance.now() % roundMs) / roundMs;
    return { picture, done: this.#done.map(toScreen), phase };
  }
}

function wantsLessMotion(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}
