import { intersect, type Rect, rectOf, type Size } from '../../shared/base/geometry.ts';
import { levelSize } from '../../shared/logic/tilePyramid.ts';
import type { StoredResult } from '../cache/storedResult.ts';
import { type FloatSource, pipelineChannels } from '../tiling/floatSource.ts';
import { halve } from './halve.ts';

const blockSide = 256;
const blockLength = blockSide * blockSide * pipelineChannels;
/** Values from -0.5 to 1.5 in 65,535 steps; 0 says that there is nothing yet. */
const lowest = -0.5;
const range = 2;
const steps = 65_534;
/** By code. */
const decoded = Float32Array.from({ length: steps + 2 }, (_, code) =>
  code === 0 ? Number.NaN : lowest + ((code - 1) * range) / steps,
);

/**
 * The levels above full size of a result that arrives in tiles. A pixel is there when everything it stands for is
 * there. Kept beside the tiles in small blocks, only where there is something.
 */
export class CoarseResult {
  readonly #size: Size;
  readonly #top: number;
  readonly #stored: StoredResult;
  readonly #onLost: () => void;
  #queue: Promise<unknown> = Promise.resolve();

  /** `size` and `top` are those of the result's pyramid; `onLost` is called when a block turns out to be damaged. */
  constructor(size: Size, top: number, stored: StoredResult, onLost: () => void) {
    this.#size = size;
    this.#top = top;
    this.#stored = stored;
    this.#onLost = onLost;
  }

  /** Takes in a rectangle of the full size that has changed; `full` gives NaN where nothing is yet. */
  update(rect: Rect, full: FloatSource): Promise<void> {
    const turn = this.#queue.then(() => this.#update(rect, full));
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async #update(rect: Rect, full: FloatSource): Promise<void> {
    let changed = rect;
    for (let level = 1; level <= this.#top; level += 1) {
      const size = levelSize(this.#size, level);
      const left = Math.floor(changed.left / 2);
      const top = Math.floor(changed.top / 2);
      const right = Math.ceil((changed.left + changed.width) / 2);
      const bottom = Math.ceil((changed.top + changed.height) / 2);
      const target = intersect({ left, top, width: right - left, height: bottom - top }, rectOf(size));
      if (target === null) return;
      const below = levelSize(this.#size, level - 1);
      const doubled = {
        left: target.left * 2,
        top: target.top * 2,
        width: target.width * 2,
        height: target.height * 2,
      };
      const from = intersect(doubled, rectOf(below)) ?? rectOf(below);
      const values = new Float32Array(from.width * from.height * pipelineChannels);
      if (level === 1) await full.readRect(from, values);
      else await this.#read(level - 1, from, values);
      const means = new Float32Array(target.width * target.height * pipelineChannels);
      halve(values, from, pipelineChannels, means);
      await this.#write(level, target, means);
      changed = target;
    }
  }

  /** The level as a source; where nothing is yet, `fallback` shows. */
  at(level: number, fallback: FloatSource): FloatSource {
    return {
      ...levelSize(this.#size, level),
      readRect: async (rect, into, signal) => {
        if (await this.#read(level, rect, into)) return;
        const own = into.slice();
        await fallback.readRect(rect, into, signal);
        for (let i = 0; i < own.length; i += 1) {
          const value = own[i] as number;
          if (!Number.isNaN(value)) into[i] = value;
        }
      },
    };
  }

  /** True where everything is there. */
  async #read(level: number, rect: Rect, into: Float32Array): Promise<boolean> {
    const blocks = await this.#blocks(level, rect);
    let isWhole = true;
    eachRow(rect, (block, start, length, to) => {
      const codes = blocks.get(block);
      if (codes === undefined) {
        isWhole = false;
        into.fill(Number.NaN, to, to + length);
        return;
      }
      if (!decodeRow(codes, start, length, into, to)) isWhole = false;
    });
    return isWhole;
  }

  async #write(level: number, rect: Rect, values: Float32Array): Promise<void> {
    const blocks = await this.#blocks(level, rect);
    eachRow(rect, (block, start, length, from) => {
      const codes = blocks.get(block) ?? new Uint16Array(blockLength);
      blocks.set(block, codes);
      for (let i = 0; i < length; i += 1) codes[start + i] = encode(values[from + i] as number);
    });
    for (const [block, codes] of blocks) await this.#stored.put(nameOf(level, block), codes.buffer);
  }

  /** The blocks under a rectangle, as far as there are any; the caller may change them. */
  async #blocks(level: number, rect: Rect): Promise<Map<string, Uint16Array<ArrayBuffer>>> {
    const names = new Set<string>();
    eachRow(rect, (block) => names.add(block));
    const blocks = new Map<string, Uint16Array<ArrayBuffer>>();
    for (const block of names) {
      const name = nameOf(level, block);
      const isKnown = this.#stored.has(name);
      const piece = await this.#stored.get(name);
      if (piece?.byteLength === 2 * blockLength) blocks.set(block, new Uint16Array(piece));
      else if (isKnown) this.#onLost();
    }
    return blocks;
  }
}

function nameOf(level: number, block: string): string {
  return `level-${level}-${block}`;
}

/** Visits the rectangle's rows cut at the blocks: block, position and length inside it, position in the rectangle. */
function eachRow(rect: Rect, visit: (block: string, start: number, length: number, at: number) => void): void {
  for (let y = 0; y < rect.height; y += 1) {
    const row = Math.floor((rect.top + y) / blockSide);
    const inside = (rect.top + y) % blockSide;
    for (let x = 0; x < rect.width; ) {
      const column = Math.floor((rect.left + x) / blockSide);
      const offset = (rect.left + x) % blockSide;
      const count = Math.min(blockSide - offset, rect.width - x);
      const start = (inside * blockSide + offset) * pipelineChannels;
      visit(`${column}-${row}`, start, count * pipelineChannels, (y * rect.width + x) * pipelineChannels);
      x += count;
    }
  }
}

/** True where every value of the row is there; what is not is NaN. */
function decodeRow(codes: Uint16Array, from: number, length: number, into: Float32Array, to: number): boolean {
  let missing = 0;
  for (let i = 0; i < length; i += 1) {
    const code = codes[from + i] as number;
    if (code === 0) missing += 1;
    into[to + i] = decoded[code] as number;
  }
  return missing === 0;
}

function encode(value: number): number {
  if (Number.isNaN(value)) return 0;
  const code = Math.round(((value - lowest) / range) * steps);
  return 1 + (code < 0 ? 0 : code > steps ? steps : code);
}
