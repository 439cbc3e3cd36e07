import { intersect, type Rect } from '../../shared/base/geometry.ts';
import { layStroke, sweepDab } from '../../shared/logic/strokeDabs.ts';
import type { Stroke } from '../../shared/model/mask.ts';
import { partBlocks } from './blockCache.ts';
import { constantFacts, type Facts, type Field, finestGrain } from './field.ts';
import { type PreparedStroke, prepareStroke, type Sweep, sharesOf } from './preparedStroke.ts';

/** Strokes are drawn in cells of this side: most of them are inside or outside of a stroke and cost nothing. */
const cellSide = 32;
const most = 65_535;

/** Strokes in the order they were painted, each laid over or taken from what was there. */
export class BrushField implements Field {
  readonly grain = finestGrain;
  readonly #strokes: readonly PreparedStroke[];

  constructor(strokes: readonly Stroke[]) {
    this.#strokes = strokes.map(prepareStroke);
  }

  facts(rect: Rect): Facts {
    let [low, high] = [0, 0];
    let key = '';
    for (const stroke of this.#strokes) {
      const shares = sharesOf(stroke, rect);
      if (shares.high === 0) continue;
      if (stroke.erase) [low, high] = [low * (1 - shares.high), high * (1 - shares.low)];
      else [low, high] = [low + (1 - low) * shares.low, high + (1 - high) * shares.high];
      key = low === high ? `=${low}` : `${key} ${stroke.id}`;
    }
    return low === high ? constantFacts(low) : { low, high, key: `brush ${key}`, coarsest: 0 };
  }

  read(_level: number, rect: Rect, into: Float32Array): void {
    const touching = this.#strokes.filter((stroke) => sharesOf(stroke, rect).high > 0);
    const nameOf = (strokes: readonly PreparedStroke[]): string =>
      `brush ${rect.left} ${rect.top} ${rect.width} ${rect.height} ${strokes.map(({ id }) => id).join(' ')}`;
    into.fill(0);
    // A stroke is painted after many others: what they made of the block is still there, most of the time.
    const before = touching.slice(0, -1);
    const known = before.length === 0 ? undefined : partBlocks.get(nameOf(before));
    if (known === undefined) for (const stroke of before) lay(stroke, rect, into);
    else
      for (let i = 0; i < into.length; i += 1)
        into[i] = (typeof known === 'number' ? known : (known[i] as number)) / most;
    const last = touching.at(-1);
    if (last === undefined) return;
    lay(last, rect, into);
    const kept = new Uint16Array(into.length);
    for (let i = 0; i < into.length; i += 1) kept[i] = (into[i] as number) * most + 0.5;
    partBlocks.put(nameOf(touching), kept);
  }
}

/** Lays one stroke over a rectangle of values, cell by cell. */
function lay(stroke: PreparedStroke, rect: Rect, into: Float32Array): void {
  for (let top = rect.top; top < rect.top + rect.height; top += cellSide) {
    for (let left = rect.left; left < rect.left + rect.width; left += cellSide) {
      const cell = intersect({ left, top, width: cellSide, height: cellSide }, rect);
      if (cell !== null) layCell(stroke, cell, rect, into);
    }
  }
}

function layCell(stroke: PreparedStroke, cell: Rect, rect: Rect, into: Float32Array): void {
  const { low, high, near } = sharesOf(stroke, cell);
  if (high === 0) return;
  const coverage = new Float32Array(cell.width * cell.height);
  if (low === stroke.flow) coverage.fill(1);
  else sweep(near, stroke.hardness, cell, coverage);
  const old = new Float32Array(coverage.length);
  eachRow(cell, rect, (from, at) => old.set(into.subarray(at, at + cell.width), from));
  layStroke(old, coverage, stroke);
  // As it is kept: so it makes no difference whether the strokes before were kept or are laid anew.
  for (let i = 0; i < old.length; i += 1) old[i] = Math.round((old[i] as number) * most) / most;
  eachRow(cell, rect, (from, at) => into.set(old.subarray(from, from + cell.width), at));
}

function sweep(sweeps: readonly Sweep[], hardness: number, cell: Rect, values: Float32Array): void {
  const window = { ...cell, scale: 1, values };
  for (const { from, to } of sweeps) sweepDab(window, from, to, hardness);
}

function eachRow(cell: Rect, rect: Rect, visit: (inCell: number, inRect: number) => void): void {
  for (let y = 0; y < cell.height; y += 1) {
    visit(y * cell.width, (cell.top - rect.top + y) * rect.width + cell.left - rect.left);
  }
}
