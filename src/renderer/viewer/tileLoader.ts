/**
 * Fetches tiles in order of need, a few at a time. What is no longer wanted is given up; what fails is tried again, later
 * each time.
 */
import { type SlotKey, slotKey, type Tile, type TilePixels, type TileSlot } from './tile.ts';

/** A tile that is wanted, in the revision to ask for. */
export interface TileRequest extends TileSlot {
  readonly revision: number;
}

/** Brings the pixels of one tile. A `TileUnavailable` says that asking again is useless. */
export type FetchTile = (request: TileRequest, signal: AbortSignal) => Promise<TilePixels>;

/** The tile does not exist (any more); it is not asked for again in this revision. */
export class TileUnavailable extends Error {}

export interface TileLoaderOptions {
  readonly fetchTile: FetchTile;
  readonly parallel: number;
  /** `needed`: the revision that the place needs by now, larger than the tile's where it changed on the way. */
  readonly onTile: (tile: Tile, needed: number) => void;
  /** Told once a tile was given up after several tries. */
  readonly onError: (error: unknown, request: TileRequest) => void;
  /** Waiting time before each further try. */
  readonly retryAfterMs?: readonly number[];
}

interface Flight {
  readonly request: TileRequest;
  readonly abort: AbortController;
  needed: number;
}

interface Failure {
  readonly revision: number;
  readonly count: number;
  readonly notBefore: number;
}

const usualRetries = [200, 1000, 4000];

export class TileLoader {
  readonly #options: TileLoaderOptions;
  readonly #retries: readonly number[];
  readonly #flights = new Map<SlotKey, Flight>();
  readonly #failures = new Map<SlotKey, Failure>();
  #wanted: readonly TileRequest[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;
  #isDisposed = false;

  constructor(options: TileLoaderOptions) {
    this.#options = options;
    this.#retries = options.retryAfterMs ?? usualRetries;
  }

  /** Tiles on the way. */
  get inFlight(): number {
    return this.#flights.size;
  }

  /** Replaces what is wanted, the most urgent first. */
  want(requests: readonly TileRequest[]): void {
    this.#wanted = requests;
    const keys = new Set(requests.map(slotKey));
    for (const [key, flight] of this.#flights) {
      if (keys.has(key)) continue;
      this.#flights.delete(key);
      flight.abort.abort();
    }
    this.#pump();
  }

  /** Tells that places changed while their tiles may be on the way. */
  outdate(revision: number, touched: (slot: TileSlot) => boolean): void {
    for (const flight of this.#flights.values()) {
      if (touched(flight.request)) flight.needed = Math.max(flight.needed, revision);
    }
  }

  /** Gives up everything and forgets failures. */
  reset(): void {
    this.want([]);
    this.#failures.clear();
  }

  /** Ends all work; nothing is called back afterwards. */
  dispose(): void {
    this.#isDisposed = true;
    this.reset();
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  #pump(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const now = performance.now();
    let wake = Infinity;
    for (const request of this.#wanted) {
      if (this.#flights.size >= this.#options.parallel) return;
      const key = slotKey(request);
      if (this.#flights.has(key)) continue;
      const failure = this.#failures.get(key);
      const waits = failure !== undefined && failure.revision >= request.revision ? failure.notBefore : 0;
      if (waits > now) wake = Math.min(wake, waits);
      else void this.#fly(key, request); // Its outcome comes by callback; it never rejects.
    }
    if (wake < Infinity) this.#timer = setTimeout(() => this.#pump(), wake - now + 1);
  }

  async #fly(key: SlotKey, request: TileRequest): Promise<void> {
    const flight: Flight = { request, abort: new AbortController(), needed: request.revision };
    this.#flights.set(key, flight);
    try {
      const pixels = await this.#options.fetchTile(request, flight.abort.signal);
      if (!this.#land(key, flight)) return;
      this.#failures.delete(key);
      const { layer, level, column, row, revision } = request;
      this.#options.onTile({ ...pixels, layer, level, column, row, revision }, flight.needed);
    } catch (error) {
      if (this.#land(key, flight)) this.#fail(key, request, error);
    }
    if (!this.#isDisposed) this.#pump();
  }

  /** Ends a flight; false where it was given up in the meantime. */
  #land(key: SlotKey, flight: Flight): boolean {
    if (this.#isDisposed || this.#flights.get(key) !== flight) return false;
    this.#flights.delete(key);
    // The tile just landed must not be fetched again before its owner says so.
    this.#wanted = this.#wanted.filter((request) => slotKey(request) !== key);
    return true;
  }

  #fail(key: SlotKey, request: TileRequest, error: unknown): void {
    const count = (this.#failures.get(key)?.count ?? 0) + 1;
    const delay = error instanceof TileUnavailable ? undefined : this.#retries[count - 1];
    this.#failures.set(key, {
      revision: request.revision,
      count: delay === undefined ? 0 : count,
      notBefore: delay === undefined ? Infinity : performance.now() + delay,
    });
    if (delay === undefined) this.#options.onError(error, request);
    else this.#wanted = [...this.#wanted, request];
  }
}
