/** A computed square of a mask: one value, or 16 bits per pixel, 65,535 being all. */
export type Block = number | Uint16Array;

/** Blocks by name, those used least recently dropped first. A block of one value costs next to nothing. */
export class BlockCache {
  readonly #blocks = new Map<string, Block>();
  readonly #limitBytes: number;
  #bytes = 0;

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  get(name: string): Block | undefined {
    const found = this.#blocks.get(name);
    if (found === undefined) return undefined;
    this.#blocks.delete(name);
    this.#blocks.set(name, found);
    return found;
  }

  put(name: string, block: Block): void {
    this.#bytes += costOf(name, block) - this.#costOfKnown(name);
    this.#blocks.delete(name);
    this.#blocks.set(name, block);
    for (const oldest of this.#blocks.keys()) {
      if (this.#bytes <= this.#limitBytes) return;
      this.#bytes -= this.#costOfKnown(oldest);
      this.#blocks.delete(oldest);
    }
  }

  #costOfKnown(name: string): number {
    const known = this.#blocks.get(name);
    return known === undefined ? 0 : costOf(name, known);
  }
}

function costOf(name: string, block: Block): number {
  return 2 * name.length + 100 + (typeof block === 'number' ? 0 : block.byteLength);
}

const mebibyte = 2 ** 20;
/** For all masks of all pictures together: what pictures and viewers asked for. */
export const shownBlocks = new BlockCache(64 * mebibyte);
/** And what it was made from, where the next change of the mask will want it again. */
export const partBlocks = new BlockCache(64 * mebibyte);
