import { intersect, type Rect, type Size } from '../../shared/base/geometry.ts';
import { type Dab, layStroke, strokeDabs, sweepDabs } from '../../shared/logic/strokeDabs.ts';
import type { BrushMask, Stroke } from '../../shared/model/mask.ts';
import type { Coverage } from './coverage.ts';

const blockSide = 256;
/** Blocks of coverage kept for all masks together, a quarter of a mebibyte each. */
const mostBlocks = 256;

/** A row of strokes as far as one of them, sharing everything before it with the masks that were painted earlier. */
interface Painted {
  readonly id: number;
  readonly stroke: Stroke;
  readonly before: Painted | null;
  readonly sweeps: readonly Sweep[];
}

/** A piece of a stroke and the source pixels that it can touch. */
interface Sweep {
  readonly bounds: { left: number; top: number; right: number; bottom: number };
  readonly dabs: readonly Dab[];
}

/** `null` is a block that nothing touches. */
type Block = Float32Array | null;

const painted = new WeakMap<Stroke, Painted[]>();
const blocks = new Map<string, Block>();
let nextId = 0;

/**
 * A painted mask as coverage of a picture of `size`, which shows the source's pixels `scale` times as large (below 1 for
 * the coarser levels of the pyramid). Drawn by the arithmetic of `strokeDabs.ts`, each part when it is first looked at.
 * `isInverted` turns the mask's own inside out once more.
 */
export function brushCoverage(mask: BrushMask, size: Size, scale: number, isInverted = false): Coverage {
  const last = paintedTo(mask.strokes);
  const invert = mask.inverted !== isInverted;
  return {
    width: size.width,
    height: size.height,
    readRect(rect, into) {
      into.fill(0);
      for (let row = Math.floor(rect.top / blockSide); row * blockSide < rect.top + rect.height; row += 1) {
        for (let column = Math.floor(rect.left / blockSide); column * blockSide < rect.left + rect.width; column += 1) {
          const block = blockOf(last, scale, column, row);
          if (block !== null) copyPart(block, column * blockSide, row * blockSide, rect, into);
        }
      }
      if (invert) for (let i = 0; i < into.length; i += 1) into[i] = 1 - (into[i] as number);
    },
    touches(rect) {
      if (invert) return true;
      const grown = sourceBounds(rect.left - 1, rect.top - 1, rect.width + 2, rect.height + 2, scale);
      for (let each = last; each !== null; each = each.before) {
        if (!each.stroke.erase && each.sweeps.some((sweep) => meets(sweep.bounds, grown))) return true;
      }
      return false;
    },
  };
}

function paintedTo(strokes: readonly Stroke[]): Painted | null {
  let before: Painted | null = null;
  for (const stroke of strokes) {
    const known: Painted[] = painted.get(stroke) ?? [];
    let found: Painted | undefined = known.find((each) => each.before === before);
    if (found === undefined) {
      found = { id: nextId++, stroke, before, sweeps: sweepsOf(stroke) };
      painted.set(stroke, [...known, found]);
    }
    before = found;
  }
  return before;
}

/** The stroke in pieces of a few dabs, so that a block is drawn from those that reach it. */
function sweepsOf(stroke: Stroke): Sweep[] {
  const dabs = strokeDabs(stroke);
  const sweeps: Sweep[] = [];
  const piece = 8;
  for (let start = 0; start < dabs.length; start += piece) {
    // Each piece begins with the last dab of the one before: the brush is swept from dab to dab.
    const part = dabs.slice(Math.max(0, start - 1), start + piece);
    const bounds = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
    for (const { x, y, radius } of part) {
      bounds.left = Math.min(bounds.left, x - radius);
      bounds.top = Math.min(bounds.top, y - radius);
      bounds.right = Math.max(bounds.right, x + radius);
      bounds.bottom = Math.max(bounds.bottom, y + radius);
    }
    sweeps.push({ bounds, dabs: part });
  }
  return sweeps;
}

function blockOf(last: Painted | null, scale: number, column: number, row: number): Block {
  // Down to the newest state that is known, then up again stroke by stroke: masks have too many for recursion.
  const missing: Painted[] = [];
  let block: Block = null;
  const name = (each: Painted) => `${each.id}/${scale}/${column}/${row}`;
  for (let each = last; each !== null; each = each.before) {
    const known = blocks.get(name(each));
    if (known !== undefined) {
      block = known;
      break;
    }
    missing.push(each);
  }
  for (const each of missing.toReversed()) block = withStroke(block, each, scale, column, row);
  if (last !== null) remember(name(last), block);
  return block;
}

function withStroke(block: Block, { stroke, sweeps }: Painted, scale: number, column: number, row: number): Block {
  if (block === null && stroke.erase) return null;
  const left = column * blockSide;
  const top = row * blockSide;
  const bounds = sourceBounds(left - 1, top - 1, blockSide + 2, blockSide + 2, scale);
  const near = sweeps.filter((sweep) => meets(sweep.bounds, bounds));
  if (near.length === 0) return block;
  const values = new Float32Array(blockSide * blockSide);
  const window = { left: left / scale, top: top / scale, scale, width: blockSide, height: blockSide, values };
  for (const sweep of near) sweepDabs(window, sweep.dabs, stroke.hardness);
  const next = block === null ? new Float32Array(values.length) : block.slice();
  layStroke(next, values, stroke);
  return next;
}

function remember(name: string, block: Block): void {
  blocks.delete(name);
  blocks.set(name, block);
  for (const oldest of blocks.keys()) {
    if (blocks.size <= mostBlocks) break;
    blocks.delete(oldest);
  }
}

function copyPart(block: Float32Array, left: number, top: number, rect: Rect, into: Float32Array): void {
  const part = intersect(rect, { left, top, width: blockSide, height: blockSide });
  if (part === null) return;
  for (let y = part.top; y < part.top + part.height; y += 1) {
    const from = (y - top) * blockSide + part.left - left;
    into.set(block.subarray(from, from + part.width), (y - rect.top) * rect.width + part.left - rect.left);
  }
}

function sourceBounds(left: number, top: number, width: number, height: number, scale: number): Sweep['bounds'] {
  return {
    left: left / scale,
    top: top / scale,
    right: (left + width) / scale,
    bottom: (top + height) / scale,
  };
}

function meets(a: Sweep['bounds'], b: Sweep['bounds']): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
