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
    let isWhole = true;
    for (const piece of piecesOf(rect)) {
      const codes = await this.#block(level, piece);
      if (codes === null) isWhole = false;
      eachRow(piece, rect, (start, length, to) => {
        if (codes === null) into.fill(Number.NaN, to, to + length);
        else if (!decodeRow(codes, start, length, into, to)) isWhole = false;
      });
    }
    return isWhole;
  }

  async #write(level: number, rect: Rect, values: Float32Array): Promise<void> {
    for (const piece of piecesOf(rect)) {
      const codes = (await this.#block(level, piece)) ?? new Uint16Array(blockLength);
      eachRow(piece, rect, (start, length, from) => encodeRow(values, from, length, codes, start));
      await this.#stored.put(nameOf(level, piece), codes.buffer);
    }
  }

  /** A block, where it is there; the caller may change it. */
  async #block(level: number, piece: Piece): Promise<Uint16Array<ArrayBuffer> | null> {
    const name = nameOf(level, piece);
    const isKnown = this.#stored.has(name);
    const found = await this.#stored.get(name);
    if (found?.byteLength === 2 * blockLength) return new Uint16Array(found);
    if (isKnown) this.#onLost();
    return null;
  }
}

/** The part of a rectangle that lies in one block. */
interface Piece {
  readonly column: number;
  readonly row: number;
  readonly part: Rect;
}

function nameOf(level: number, { column, row }: Piece): string {
  return `level-${level}-${column}-${row}`;
}

/** A rectangle cut at the blocks. */
function piecesOf(rect: Rect): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let row = Math.floor(rect.top / blockSide); row * blockSide < rect.top + rect.height; row += 1) {
    for (let column = Math.floor(rect.left / blockSide); column * blockSide < rect.left + rect.width; column += 1) {
      const block = { left: column * blockSide, top: row * blockSide, width: blockSide, height: blockSide };
      const part = intersect(block, rect);
      if (part !== null) pieces.push({ column, row, part });
    }
  }
  return pieces;
}

/** Visits the rows of a piece: where they start in the block, how many values they have, where they start in `rect`. */
function eachRow(
  { column, row, part }: Piece,
  rect: Rect,
  visit: (start: number, length: number, at: number) => void,
): void {
  for (let y = part.top; y < part.top + part.height; y += 1) {
    const start = ((y - row * blockSide) * blockSide + part.left - column * blockSide) * pipelineChannels;
    const at = ((y - rect.top) * rect.width + part.left - rect.left) * pipelineChannels;
    visit(start, part.width * pipelineChannels, at);
  }
}

/** True where every pixel of the row is there; those that are not become NaN. */
function decodeRow(codes: Uint16Array, from: number, length: number, into: Float32Array, to: number): boolean {
  let isWhole = true;
  // A pixel at a time takes half as long as a value at a time.
  for (let i = 0; i < length; i += pipelineChannels) {
    const red = codes[from + i] as number;
    const green = codes[from + i + 1] as number;
    const blue = codes[from + i + 2] as number;
    if (red === 0) isWhole = false;
    into[to + i] = decoded[red] as number;
    into[to + i + 1] = decoded[green] as number;
    into[to + i + 2] = decoded[blue] as number;
  }
  return isWhole;
}

function encodeRow(values: Float32Array, from: number, length: number, codes: Uint16Array, to: number): void {
  for (let i = 0; i < length; i += 1) codes[to + i] = encode(values[from + i] as number);
}

function encode(value: number): number {
  if (Number.isNaN(value)) return 0;
  const code = Math.round(((value - lowest) / range) * steps);
  return 1 + (code < 0 ? 0 : code > steps ? steps : code);
}
