/**
 * How fast tiles come, from tiles that came. The first one pays for starting the network and is not counted, and time
 * spent in a pause is taken out.
 */
export class TileRate {
  readonly #now: () => number;
  #firstAt: number | null = null;
  #pausedAt: number | null = null;
  #pausedMs = 0;
  #tiles = 0;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  tileDone(): void {
    if (this.#firstAt === null) this.#firstAt = this.#now();
    else this.#tiles += 1;
  }

  pause(): void {
    this.#pausedAt ??= this.#now();
  }

  resume(): void {
    if (this.#pausedAt !== null && this.#firstAt !== null) {
      this.#pausedMs += this.#now() - Math.max(this.#pausedAt, this.#firstAt);
    }
    this.#pausedAt = null;
  }

  /** Seconds for `left` more tiles, or null until two tiles were measured. */
  eta(left: number): number | null {
    if (left === 0) return 0;
    if (this.#firstAt === null || this.#tiles === 0) return null;
    const until = this.#pausedAt ?? this.#now();
    return (left * Math.max(0, until - this.#firstAt - this.#pausedMs)) / this.#tiles / 1000;
  }
}
