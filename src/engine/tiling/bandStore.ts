import { invariant } from '../../shared/base/assert.ts';
import { clamp, intersect, type Rect, rectOf, type Size } from '../../shared/base/geometry.ts';
import { type FloatSource, pipelineChannels } from './floatSource.ts';
import { openScratchFile, type ScratchFile } from './scratchFile.ts';

export interface BandStoreOptions {
  readonly size: Size;
  /** The rectangles that will be added, in any order; together they say which pixels are finished. */
  readonly regions: readonly Rect[];
  /** Bytes of bands held in memory; at least two bands always are. */
  readonly memoryBudgetBytes: number;
  /** Where bands go that do not fit; a file is made only when the first one must go. */
  readonly scratchFolder: string;
  readonly openScratch?: (folder: string) => Promise<ScratchFile>;
}

const targetBandBytes = 2 * 1024 * 1024;
/** Contributions are rounded to 2^-22, which makes their float32 sums exact below 4 and so independent of order. */
const grid = 2 ** 22;

interface Band {
  readonly values: Float32Array;
  changed: boolean;
}

/**
 * The float result of a whole picture, kept in bands of full rows. Weighted tiles are summed up in any order; least
 * recently used bands go to a scratch file when the budget is spent. Reading pixels whose tiles are still missing is
 * refused; tiles declared as skipped read as zero. The owner calls `dispose`.
 */
export class BandStore implements FloatSource {
  readonly width: number;
  readonly height: number;
  readonly #regions: readonly Rect[];
  readonly #pending: Set<number>;
  readonly #bandRows: number;
  readonly #mostBands: number;
  readonly #resident = new Map<number, Band>();
  readonly #spilled = new Set<number>();
  /** Memory of released bands, for others. */
  readonly #spare: Float32Array[] = [];
  #firstKept = 0;
  readonly #options: BandStoreOptions;
  #scratch: ScratchFile | null = null;
  #queue: Promise<unknown> = Promise.resolve();
  #disposed = false;

  constructor(options: BandStoreOptions) {
    this.#options = options;
    this.width = options.size.width;
    this.height = options.size.height;
    this.#regions = options.regions;
    this.#pending = new Set(options.regions.keys());
    const rowBytes = this.width * pipelineChannels * Float32Array.BYTES_PER_ELEMENT;
    this.#bandRows = clamp(Math.floor(targetBandBytes / rowBytes), 1, this.height);
    this.#mostBands = Math.max(2, Math.floor(options.memoryBudgetBytes / (rowBytes * this.#bandRows)));
  }

  /** Adds one region's values (its width * height * 3) times the outer product of two windows, once per region. */
  add(region: number, values: Float32Array, windowX: Float32Array, windowY: Float32Array): Promise<void> {
    return this.#inTurn(async () => {
      const rect = this.#regions[region];
      invariant(rect !== undefined && this.#pending.has(region), `region ${region} is added once`);
      for (let y = 0; y < rect.height; y += 1) {
        const band = await this.#band(Math.floor((rect.top + y) / this.#bandRows));
        band.changed = true;
        const to = (((rect.top + y) % this.#bandRows) * this.width + rect.left) * pipelineChannels;
        addRow(values, y * rect.width * pipelineChannels, band.values, to, windowX, windowY[y] ?? 0);
      }
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
      await this.#eachRow(rect, (band, at, row, length) => {
        into.set(band.values.subarray(at, at + length), row * length);
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
      await this.#eachRow(this.#rowsRect(top, values), (band, at, row, length) => {
        band.values.set(values.subarray(row * length, (row + 1) * length), at);
        band.changed = true;
      });
    });
  }

  /** Declares that rows above `top` will not be read again; the memory of bands that lie above it is used for others. */
  release(top: number): Promise<void> {
    return this.#inTurn(async () => {
      this.#firstKept = Math.max(this.#firstKept, Math.floor(top / this.#bandRows));
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
    // A reader in its turn may still hold a band; what it ends with is its own caller's business.
    await this.#queue.catch(() => undefined);
    this.#resident.clear();
    this.#spare.length = 0;
    await this.#scratch?.close();
  }

  #rowsRect(top: number, values: Float32Array): Rect {
    return { ...rectOf(this), top, height: values.length / (this.width * pipelineChannels) };
  }

  async #eachRow(rect: Rect, visit: (band: Band, at: number, row: number, length: number) => void): Promise<void> {
    const length = rect.width * pipelineChannels;
    for (let row = 0; row < rect.height; row += 1) {
      const y = rect.top + row;
      const band = await this.#band(Math.floor(y / this.#bandRows));
      visit(band, ((y % this.#bandRows) * this.width + rect.left) * pipelineChannels, row, length);
    }
  }

  /** Bands move between memory and disk, so only one caller at a time works on them. */
  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.#queue.then(() => {
      invariant(!this.#disposed, 'a disposed store is not used');
      return work();
    });
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async #band(index: number): Promise<Band> {
    invariant(index >= this.#firstKept, 'released rows are not used again');
    const found = this.#resident.get(index);
    if (found !== undefined) {
      this.#resident.delete(index);
      this.#resident.set(index, found);
      return found;
    }
    const values = this.#spare.pop() ?? (this.#resident.size < this.#mostBands ? this.#newBand() : await this.#evict());
    if (this.#spilled.has(index)) await this.#scratchFile().then((file) => file.read(bytesOf(values), this.#at(index)));
    else values.fill(0);
    const band: Band = { values, changed: false };
    this.#resident.set(index, band);
    return band;
  }

  #newBand(): Float32Array {
    return new Float32Array(this.#bandRows * this.width * pipelineChannels);
  }

  async #evict(): Promise<Float32Array> {
    const [oldest] = this.#resident;
    invariant(oldest !== undefined, 'a full store has a band to give up');
    const [index, band] = oldest;
    if (band.changed) {
      const file = await this.#scratchFile();
      await file.write(bytesOf(band.values), this.#at(index));
      this.#spilled.add(index);
    }
    this.#resident.delete(index);
    return band.values;
  }

  #at(band: number): number {
    return band * this.#bandRows * this.width * pipelineChannels * Float32Array.BYTES_PER_ELEMENT;
  }

  async #scratchFile(): Promise<ScratchFile> {
    this.#scratch ??= await (this.#options.openScratch ?? openScratchFile)(this.#options.scratchFolder);
    return this.#scratch;
  }
}

function bytesOf(values: Float32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
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
      into[target] = (into[target] as number) + Math.round((values[source] as number) * scale) / grid;
      into[target + 1] = (into[target + 1] as number) + Math.round((values[source + 1] as number) * scale) / grid;
      into[target + 2] = (into[target + 2] as number) + Math.round((values[source + 2] as number) * scale) / grid;
    }
    source += pipelineChannels;
    target += pipelineChannels;
  }
}
