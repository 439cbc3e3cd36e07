import { isDeepStrictEqual } from 'node:util';
import type { RestoreRequest } from './startRequest.ts';

/** Within so much time after the last one, requests belong together: some file managers start a process for each photo. */
const usualWaitMs = 400;

/** Gathers what several starts ask for within a moment, so that a selection of photos arrives as one. */
export class RestoreGathering {
  readonly #waitMs: number;
  #waiting: RestoreRequest[] = [];
  #timer: NodeJS.Timeout | null = null;
  #deliver: ((request: RestoreRequest) => void) | null = null;

  constructor(waitMs = usualWaitMs) {
    this.#waitMs = waitMs;
  }

  take(request: RestoreRequest): void {
    const same = this.#waiting.findIndex(({ treatment }) => isDeepStrictEqual(treatment, request.treatment));
    const known = this.#waiting[same];
    if (known === undefined) this.#waiting.push(request);
    else this.#waiting[same] = { ...known, places: [...known.places, ...request.places] };
    this.#wait();
  }

  /** From now on somebody takes them; what came before waits for this. */
  deliverTo(deliver: (request: RestoreRequest) => void): void {
    this.#deliver = deliver;
    this.#wait();
  }

  #wait(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#deliver === null || this.#waiting.length === 0) return;
    this.#timer = setTimeout(() => this.#flush(), this.#waitMs);
  }

  #flush(): void {
    this.#timer = null;
    for (const request of this.#waiting.splice(0)) this.#deliver?.(request);
  }
}
