import { invariant } from '../../shared/base/assert.ts';
import { clamp, intersect, type Rect, rectOf, type Size } from '../../shared/base/geometry.ts';
import { type FloatSource, pipelineChannels } from './floatSource.ts';
import { openScratchFile, type ScratchFile } from './scratchFile.ts';

export interface BlockStoreOptions {
  readonly size: Size;
  /** The rectangles that will be added, in any order; together they say which pixels are finished. */
  readonly regions: readonly Rect[];
  /** Bytes of blocks held in memory; one block always is. */
  readonly memoryBudgetBytes: number;
  /** Where blocks go that do not fit; a file is made only when the first one must go. */
  readonly scratchFolder: string;
  readonly openScratch?: (folder: string) => Promise<ScratchFile>;
}

/** As wide as a tile: one tile touches few blocks, so that those of its neighbours may stay on disk. */
const widestBlock = 512;
const targetBlockBytes = 2 ** 20;
/** Contributions are rounded to 2^-22, which makes their float32 sums exact below 4 and so independent of order. */
const grid = 2 ** 22;

interface Block {
  readonly values: Float32Array;
  changed: boolean;
}

/**
 * The float result of a whole picture, kept in blocks. Weighted tiles are summed up in any order; least recently used
 * blocks go to a scratch file when the budget is spent. Reading pixels whose tiles are still missing is refused; tiles
 * declared as skipped read as zero. The owner calls `dispose`.
 */
export class BlockStore implements FloatSource {
  readonly width: number;
  readonly height: number;
  readonly #regions: readonly Rect[];
  readonly #pending: Set<number>;
  readonly #blockSize: Size;
  /** Blocks side by side. */
  readonly #columns: number;
  readonly #mostBlocks: number;
  readonly #resident = new Map<number, Block>();
  readonly #spilled = new Set<number>();
  /** Memory of released blocks, for others. */
  readonly #spare: Float32Array[] = [];
  #firstKept = 0;
  readonly #options: BlockStoreOptions;
  #scratch: ScratchFile | null = null;
  #queue: Promise<unknown> = Promise.resolve();
  #disposed = false;

  constructor(options: BlockStoreOptions) {
    this.#options = options;
    this.width = options.size.width;
    this.height = options.size.height;
    this.#regions = options.regions;
    this.#pending = new Set(options.regions.keys());
    const width = Math.min(widestBlock, this.width);
    const rowBytes = width * pipelineChannels * Float32Array.BYTES_PER_ELEMENT;
    this.#blockSize = { width, height: clamp(Math.floor(targetBlockBytes / rowBytes), 1, this.height) };
    this.#columns = Math.ceil(this.width / width);
    this.#mostBlocks = Math.max(1, Math.floor(options.memoryBudgetBytes / (rowBytes * this.#blockSize.height)));
  }

  /** Adds one region's values (its width * height * 3) times the outer product of two windows, once per region. */
  add(region: number, values: Float32Array, windowX: Float32Array, windowY: Float32Array): Promise<void> {
    return this.#inTurn(async () => {
      const rect = this.#regions[region];
      invariant(rect !== undefined && this.#pending.has(region), `region ${region} is added once`);
      await this.#eachPart(rect, (block, part) => {
        block.changed = true;
        const across = windowX.subarray(part.column, part.column + part.width);
        const whole = wholeRun(across);
        for (let row = 0; row < part.height; row += 1) {
          const from = ((part.row + row) * rect.width + part.column) * pipelineChannels;
          const to = this.#offset(part, row);
          const down = windowY[part.row + row] ?? 0;
          // Most pixels are one tile's alone: copied as they are, in one go.
          const [first, end] = down === 1 ? whole : [across.length, across.length];
          addRow(values, from, block.values, to, across.subarray(0, first), down);
          if (first === end) continue;
          const [start, stop] = [first * pipelineChannels, end * pipelineChannels];
          block.values.set(values.subarray(from + start, from + stop), to + start);
          addRow(values, from + stop, block.values, to + stop, across.subarray(end), down);
        }
      });
      this.#pending.delete(region);
    });
  }

  /** Declares that a region will never be added; its own pixels stay zero. */
  skip(region: number): void {
    this.#pending.delete(region);
  }

  /** True where every tile that reaches into the rectangle was added or skipped. */
  isComplete(rect: Rect): boolean {
    for (const index of this.#pending) {
      const region = this.#regions[index];
      if (region !== undefined && intersect(region, rect) !== null) return false;
    }
    return true;
  }

  readRect(rect: Rect, into: Float32Array): Promise<void> {
    return this.#inTurn(async () => {
      invariant(this.isComplete(rect), 'only finished pixels are read from a store');
      await this.#eachPart(rect, (block, part) => {
        for (let row = 0; row < part.height; row += 1) {
          const at = this.#offset(part, row);
          const to = ((part.row + row) * rect.width + part.column) * pipelineChannels;
          into.set(block.values.subarray(at, at + part.width * pipelineChannels), to);
        }
      });
    });
  }

  /** Whole rows from `top`, `values.length / (width * 3)` of them. */
  readRows(top: number, values: Float32Array): Promise<void> {
    return this.readRect(this.#rowsRect(top, values), values);
  }

  /** Replaces whole rows that are finished. */
  replaceRows(top: number, values: Float32Array): Promise<void> {
    return this.#inTurn(async () => {
      const rect = this.#rowsRect(top, values);
      await this.#eachPart(rect, (block, part) => {
        block.changed = true;
        for (let row = 0; row < part.height; row += 1) {
          const from = ((part.row + row) * rect.width + part.column) * pipelineChannels;
          block.values.set(values.subarray(from, from + part.width * pipelineChannels), this.#offset(part, row));
        }
      });
    });
  }

  /** Declares that rows above `top` will not be read again; the memory of blocks that lie above it is used for others. */
  release(top: number): Promise<void> {
    return this.#inTurn(async () => {
      const first = Math.floor(top / this.#blockSize.height) * this.#columns;
      this.#firstKept = Math.max(this.#firstKept, first);
      for (const [index, { values }] of this.#resident) {
        if (index >= this.#firstKept) continue;
        this.#resident.delete(index);
        this.#spare.push(values);
      }
    });
  }

  /** Frees memory and disk; later calls reject. */
  async dispose(): Promise<void> {
    if (this.#disposed) return;
    this.#disposed = true;
    // A reader in its turn may still hold a block; what it ends with is its own caller's business.
    await this.#queue.catch(() => undefined);
    this.#resident.clear();
    this.#spare.length = 0;
    await this.#scratch?.close();
  }

  #rowsRect(top: number, values: Float32Array): Rect {
    return { ...rectOf(this), top, height: values.length / (this.width * pipelineChannels) };
  }

  /** Visits the blocks under a rectangle, with the part of it that lies in each. */
  async #eachPart(rect: Rect, visit: (block: Block, part: Part) => void): Promise<void> {
    const { width, height } = this.#blockSize;
    const [right, bottom] = [rect.left + rect.width, rect.top + rect.height];
    for (let top = rect.top; top < bottom; top = nextMultiple(top, height)) {
      for (let left = rect.left; left < right; left = nextMultiple(left, width)) {
        const block = await this.#block(Math.floor(top / height) * this.#columns + Math.floor(left / width));
        visit(block, {
          row: top - rect.top,
          column: left - rect.left,
          width: Math.min(right, nextMultiple(left, width)) - left,
          height: Math.min(bottom, nextMultiple(top, height)) - top,
          top: top % height,
          left: left % width,
        });
      }
    }
  }

  /** Where a part's row begins among its block's values. */
  #offset(part: Part, row: number): number {
    return ((part.top + row) * this.#blockSize.width + part.left) * pipelineChannels;
  }

  /** Blocks move between memory and disk, so only one caller at a time works on them. */
  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.#queue.then(() => {
      invariant(!this.#disposed, 'a disposed store is not used');
      return work();
    });
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async #block(index: number): Promise<Block> {
    invariant(index >= this.#firstKept, 'released rows are not used again');
    const found = this.#resident.get(index);
    if (found !== undefined) {
      this.#resident.delete(index);
      this.#resident.set(index, found);
      return found;
    }
    const values =
      this.#spare.pop() ?? (this.#resident.size < this.#mostBlocks ? this.#newBlock() : await this.#evict());
    if (this.#spilled.has(index)) await this.#scratchFile().then((file) => file.read(bytesOf(values), this.#at(index)));
    else values.fill(0);
    const block: Block = { values, changed: false };
    this.#resident.set(index, block);
    return block;
  }

  #newBlock(): Float32Array {
    return new Float32Array(this.#blockSize.width * this.#blockSize.height * pipelineChannels);
  }

  async #evict(): Promise<Float32Array> {
    const [oldest] = this.#resident;
    invariant(oldest !== undefined, 'a full store has a block to give up');
    const [index, block] = oldest;
    if (block.changed) {
      const file = await this.#scratchFile();
      await file.write(bytesOf(block.values), this.#at(index));
      this.#spilled.add(index);
    }
    this.#resident.delete(index);
    return block.values;
  }

  #at(block: number): number {
    return block * this.#blockSize.width * this.#blockSize.height * pipelineChannels * Float32Array.BYTES_PER_ELEMENT;
  }

  async #scratchFile(): Promise<ScratchFile> {
    this.#scratch ??= await (this.#options.openScratch ?? openScratchFile)(this.#options.scratchFolder);
    return this.#scratch;
  }
}

/** The part of a rectangle that lies in one block. */
interface Part extends Size {
  /** In the rectangle. */
  readonly row: number;
  readonly column: number;
  /** In the block. */
  readonly top: number;
  readonly left: number;
}

function nextMultiple(position: number, step: number): number {
  return (Math.floor(position / step) + 1) * step;
}

function bytesOf(values: Float32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

/** Start and end of the first weights that are 1; the end of all where there are none. */
function wholeRun(weights: Float32Array): readonly [number, number] {
  const first = weights.indexOf(1);
  if (first < 0) return [weights.length, weights.length];
  let end = first;
  while (weights[end] === 1) end += 1;
  return [first, end];
}

/** Adds one row of a region times its window, as exact sums: the order of regions makes no difference. */
export function addRow(
  values: Float32Array,
  from: number,
  into: Float32Array,
  to: number,
  windowX: Float32Array,
  weightY: number,
): void {
  let source = from;
  let target = to;
  for (let x = 0; x < windowX.length; x += 1) {
    const weight = (windowX[x] as number) * weightY;
    if (weight === 1) {
      into[target] = values[source] as number;
      into[target + 1] = values[source + 1] as number;
      into[target + 2] = values[source + 2] as number;
    } else {
      const scale = weight * grid;
      const red = Math.round((values[source] as number) * scale) / grid + (into[target] as number);
      const green = Math.round((values[source + 1] as number) * scale) / grid + (into[target + 1] as number);
      const blue = Math.round((values[source + 2] as number) * scale) / grid + (into[target + 2] as number);
      into[target] = red;
      into[target + 1] = green;
      into[target + 2] = blue;
    }
    source += pipelineChannels;
    target += pipelineChannels;
  }
}
