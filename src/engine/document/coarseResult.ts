import { intersect, type Rect, rectOf, type Size } from '../../shared/base/geometry.ts';
import { levelSize } from '../../shared/logic/tilePyramid.ts';
import { type FloatSource, pipelineChannels } from '../tiling/floatSource.ts';
import { halve } from './halve.ts';

const blockSide = 256;
const blockLength = blockSide * blockSide * pipelineChannels;
/** Values from -0.5 to 1.5 in 65,535 steps; 0 says that there is nothing yet. */
const lowest = -0.5;
const range = 2;
const steps = 65_534;

/**
 * The levels above full size of a result that arrives in tiles. A pixel is there when everything it stands for is
 * there. Kept in small blocks, only where there is something.
 */
export class CoarseResult {
  readonly #size: Size;
  readonly #top: number;
  readonly #blocks = new Map<string, Uint16Array>();

  /** `size` and `top` are those of the result's pyramid. */
  constructor(size: Size, top: number) {
    this.#size = size;
    this.#top = top;
  }

  /** Takes in a rectangle of the full size that has changed; `full` gives NaN where nothing is yet. */
  async update(rect: Rect, full: FloatSource): Promise<void> {
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
      else this.#read(level - 1, from, values);
      const means = new Float32Array(target.width * target.height * pipelineChannels);
      halve({ values, width: from.width, height: from.height }, pipelineChannels, (index, mean) => {
        means[index] = mean;
      });
      this.#write(level, target, means);
      changed = target;
    }
  }

  /** The level as a source; where nothing is yet, `fallback` shows. */
  at(level: number, fallback: FloatSource): FloatSource {
    return {
      ...levelSize(this.#size, level),
      readRect: async (rect, into, signal) => {
        const own = new Float32Array(into.length);
        const isWhole = this.#read(level, rect, own);
        if (!isWhole) await fallback.readRect(rect, into, signal);
        for (let i = 0; i < own.length; i += 1) {
          const value = own[i] as number;
          if (!Number.isNaN(value)) into[i] = value;
        }
      },
    };
  }

  /** True where everything is there. */
  #read(level: number, rect: Rect, into: Float32Array): boolean {
    let isWhole = true;
    this.#eachRow(rect, (column, row, start, length, to) => {
      const block = this.#blocks.get(`${level}/${column}/${row}`);
      for (let i = 0; i < length; i += 1) {
        const code = block?.[start + i] ?? 0;
        if (code === 0) isWhole = false;
        into[to + i] = code === 0 ? Number.NaN : lowest + ((code - 1) / steps) * range;
      }
    });
    return isWhole;
  }

  #write(level: number, rect: Rect, values: Float32Array): void {
    this.#eachRow(rect, (column, row, start, length, from) => {
      const name = `${level}/${column}/${row}`;
      const block = this.#blocks.get(name) ?? new Uint16Array(blockLength);
      this.#blocks.set(name, block);
      for (let i = 0; i < length; i += 1) block[start + i] = encode(values[from + i] as number);
    });
  }

  /** Visits the rectangle's rows cut at the blocks: block, position and length inside it, position in the rectangle. */
  #eachRow(rect: Rect, visit: (column: number, row: number, start: number, length: number, at: number) => void): void {
    for (let y = 0; y < rect.height; y += 1) {
      const row = Math.floor((rect.top + y) / blockSide);
      const inside = (rect.top + y) % blockSide;
      for (let x = 0; x < rect.width; ) {
        const column = Math.floor((rect.left + x) / blockSide);
        const offset = (rect.left + x) % blockSide;
        const count = Math.min(blockSide - offset, rect.width - x);
        const start = (inside * blockSide + offset) * pipelineChannels;
        visit(column, row, start, count * pipelineChannels, (y * rect.width + x) * pipelineChannels);
        x += count;
      }
    }
  }
}

function encode(value: number): number {
  if (Number.isNaN(value)) return 0;
  const code = Math.round(((value - lowest) / range) * steps);
  return 1 + (code < 0 ? 0 : code > steps ? steps : code);
}
