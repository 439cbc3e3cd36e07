/** Asks for a frame only when something changed; at rest it costs nothing. */

/** What of the screen is to be drawn again. */
export interface Dirty {
  readonly picture: boolean;
  readonly overlay: boolean;
}

export class FrameLoop {
  readonly #draw: (dirty: Dirty) => void;
  #request: number | null = null;
  #picture = false;
  #overlay = false;

  constructor(draw: (dirty: Dirty) => void) {
    this.#draw = draw;
  }

  /** The picture is to be drawn again, and with it what lies over it. */
  invalidatePicture(): void {
    this.#picture = true;
    this.#schedule();
  }

  /** Only the cursor, handles and the like are to be drawn again. */
  invalidateOverlay(): void {
    this.#overlay = true;
    this.#schedule();
  }

  /** Draws at once, e.g. right after the canvas was resized and thereby cleared. */
  flush(): void {
    if (this.#request !== null) cancelAnimationFrame(this.#request);
    this.#run();
  }

  dispose(): void {
    if (this.#request !== null) cancelAnimationFrame(this.#request);
    this.#request = null;
  }

  #schedule(): void {
    this.#request ??= requestAnimationFrame(() => this.#run());
  }

  #run(): void {
    this.#request = null;
    const dirty = { picture: this.#picture, overlay: this.#overlay || this.#picture };
    this.#picture = false;
    this.#overlay = false;
    if (dirty.overlay) this.#draw(dirty);
  }
}
