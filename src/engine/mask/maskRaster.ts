import { intersect, type Rect, rectOf, type Size } from '../../shared/base/geometry.ts';
import { levelSize } from '../../shared/logic/tilePyramid.ts';
import type { Mask } from '../../shared/model/mask.ts';
import type { Picture } from '../image/picture.ts';
import { type Block, type BlockCache, partBlocks, shownBlocks } from './blockCache.ts';
import type { Coverage } from './coverage.ts';
import { drawMeans } from './drawMeans.ts';
import { areaOf, type Field, type FieldReader, invertedField } from './field.ts';
import { MaskFields } from './maskFields.ts';
import { scaledCoverage } from './scaledCoverage.ts';
import { SourceValues } from './sourceValues.ts';

export const blockSide = 256;
const most = 65_535;
let nextId = 1;

/**
 * Draws the masks of one picture, for previews and for results: the same block by block, at whatever level and in
 * whatever order somebody looks. Level 0 is drawn exactly; a pixel of a coarser level is the mean of what it stands
 * for. Only blocks that are looked at are computed, and only those parts of them that are neither all nor nothing.
 */
export class MaskRaster implements FieldReader {
  readonly #id = nextId++;
  readonly #size: Size;
  readonly #fields: MaskFields;

  /** The picture's own pixels are what ranges and edges are found in. */
  constructor(picture: Picture) {
    this.#size = { width: picture.width, height: picture.height };
    this.#fields = new MaskFields(this.#size, new SourceValues(picture), this);
  }

  /**
   * Where a mask works on a picture that shows the source `scale` times as large: a power of 2, below 1 for coarser
   * levels. `isInverted` turns the mask's own inside out once more.
   */
  coverage(mask: Mask, scale: number, isInverted = false): Coverage {
    if (scale > 1) return scaledCoverage(this.coverage(mask, 1, isInverted), scale);
    const own = this.#fields.of(mask);
    const field = isInverted ? invertedField(own) : own;
    const level = Math.round(-Math.log2(scale));
    return {
      ...levelSize(this.#size, level),
      readRect: (rect, into) => this.#read(field, level, rect, into, shownBlocks),
      touches: (rect) => field.facts(this.#area(level, rect)).high > 0,
    };
  }

  /** The parts of the source where two masks differ; null stands for nothing. */
  differences(before: Mask | null, after: Mask | null): Rect[] {
    const key = (mask: Mask | null, rect: Rect): string =>
      mask === null ? '=0' : this.#fields.of(mask).facts(rect).key;
    const { width, height } = this.#size;
    const rects: Rect[] = [];
    for (let top = 0; top < height; top += blockSide) {
      for (let left = 0; left < width; left += blockSide) {
        const rect = intersect({ left, top, width: blockSide, height: blockSide }, rectOf(this.#size));
        if (rect !== null && key(before, rect) !== key(after, rect)) rects.push(rect);
      }
    }
    return rects;
  }

  read(field: Field, level: number, rect: Rect, into: Float32Array): void {
    this.#read(field, level, rect, into, partBlocks);
  }

  #read(field: Field, level: number, rect: Rect, into: Float32Array, cache: BlockCache): void {
    for (let row = Math.floor(rect.top / blockSide); row * blockSide < rect.top + rect.height; row += 1) {
      for (let column = Math.floor(rect.left / blockSide); column * blockSide < rect.left + rect.width; column += 1) {
        const place = this.#place(level, column, row);
        copyPart(this.#block(field, level, place, cache), place, rect, into);
      }
    }
  }

  #block(field: Field, level: number, place: Rect, cache: BlockCache): Block {
    const { low, high, key, coarsest } = field.facts(this.#area(level, place));
    if (low === high) return Math.round(low * most);
    const name = `${this.#id} ${level} ${place.left} ${place.top} ${key}`;
    const known = cache.get(name);
    if (known !== undefined) return known;
    const values = new Float32Array(place.width * place.height);
    if (level <= coarsest) field.read(level, place, values);
    else drawMeans(field, level, this.#size, place, values);
    const block = packed(values);
    cache.put(name, block);
    return block;
  }

  #place(level: number, column: number, row: number): Rect {
    const { width, height } = levelSize(this.#size, level);
    const [left, top] = [column * blockSide, row * blockSide];
    return { left, top, width: Math.min(blockSide, width - left), height: Math.min(blockSide, height - top) };
  }

  /** What a rectangle of a level stands for, in pixels of the source. */
  #area(level: number, rect: Rect): Rect {
    return areaOf(this.#size, level, rect);
  }
}

/** What the 16 bits of a block stand for. */
const shares = Float32Array.from({ length: most + 1 }, (_, code) => code / most);

function packed(values: Float32Array): Block {
  const block = new Uint16Array(values.length);
  for (let i = 0; i < block.length; i += 1) block[i] = (values[i] as number) * most + 0.5;
  return isEven(block) ? (block[0] ?? 0) : block;
}

function isEven(block: Uint16Array): boolean {
  const first = block[0];
  for (let i = 1; i < block.length; i += 1) if (block[i] !== first) return false;
  return true;
}

/** The part of a block that lies in a rectangle. */
function copyPart(block: Block, place: Rect, rect: Rect, into: Float32Array): void {
  const part = intersect(rect, place);
  if (part === null) return;
  for (let y = part.top; y < part.top + part.height; y += 1) {
    const to = (y - rect.top) * rect.width + part.left - rect.left;
    if (typeof block === 'number') {
      into.fill(block / most, to, to + part.width);
      continue;
    }
    const from = (y - place.top) * place.width + part.left - place.left;
    for (let x = 0; x < part.width; x += 1) into[to + x] = shares[block[from + x] as number] as number;
  }
}
