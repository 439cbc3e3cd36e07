import { intersect, type Rect } from '../../shared/base/geometry.ts';
import type { BlockStore } from './blockStore.ts';
import type { FloatSource } from './floatSource.ts';

interface Reader {
  readonly rect: Rect;
  readonly ready: () => void;
}

/**
 * A store that is still being filled, as a source: whoever reads waits until the tiles under the rectangle are there.
 * Rows leave in this way while the network is busy with those below. Reads reject with what the filling rejects with.
 */
export class AwaitedStore implements FloatSource {
  readonly width: number;
  readonly height: number;
  readonly #store: BlockStore;
  readonly #filling: Promise<void>;
  #readers: Reader[] = [];

  /** `fill` starts at once; it calls `added` after every tile that it put into the store. */
  constructor(store: BlockStore, fill: (added: (rect: Rect) => void) => Promise<void>) {
    this.width = store.width;
    this.height = store.height;
    this.#store = store;
    this.#filling = fill((rect) => this.#added(rect));
    // Those who read hear of a failure; until somebody does, it is nobody's.
    this.#filling.catch(() => undefined);
  }

  /** Settles as the filling does. */
  get filled(): Promise<void> {
    return this.#filling;
  }

  async readRect(rect: Rect, into: Float32Array): Promise<void> {
    if (!this.#store.isComplete(rect)) await this.#completed(rect);
    return this.#store.readRect(rect, into);
  }

  /** Declares that rows above `top` will not be read again. */
  release(top: number): Promise<void> {
    return this.#store.release(top);
  }

  #completed(rect: Rect): Promise<void> {
    return Promise.race([new Promise<void>((ready) => this.#readers.push({ rect, ready })), this.#filling]);
  }

  #added(rect: Rect): void {
    for (const reader of this.#readers) {
      if (intersect(reader.rect, rect) === null || !this.#store.isComplete(reader.rect)) continue;
      this.#readers = this.#readers.filter((other) => other !== reader);
      reader.ready();
    }
  }
}
