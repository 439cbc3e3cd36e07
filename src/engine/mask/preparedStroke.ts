import type { Rect } from '../../shared/base/geometry.ts';
import { length2d } from '../../shared/logic/maskShapes.ts';
import { brushCoverage, type Dab, strokeDabs } from '../../shared/logic/strokeDabs.ts';
import type { Stroke } from '../../shared/model/mask.ts';

/** The brush on its way from one dab to the next; of a single dab from itself to itself. */
export interface Sweep {
  readonly from: Dab;
  readonly to: Dab;
}

/** A stroke cut up so that what reaches a place is found quickly. */
export interface PreparedStroke extends Pick<Stroke, 'hardness' | 'flow' | 'erase'> {
  /** Names the stroke among all others. */
  readonly id: number;
  readonly pieces: readonly Piece[];
}

interface Piece {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly sweeps: readonly Sweep[];
}

/** Bounds of what a stroke lays on somewhere, flow included, and the sweeps that decide it. */
export interface Shares {
  readonly low: number;
  readonly high: number;
  readonly near: readonly Sweep[];
}

const sweepsPerPiece = 8;
const prepared = new WeakMap<Stroke, PreparedStroke>();
const untouched: Shares = { low: 0, high: 0, near: [] };
let nextId = 1;

/** The same stroke is prepared once. */
export function prepareStroke(stroke: Stroke): PreparedStroke {
  const known = prepared.get(stroke);
  if (known !== undefined) return known;
  const dabs = strokeDabs(stroke);
  const sweeps = dabs.map((to, i): Sweep => ({ from: dabs[i - 1] ?? to, to }));
  const pieces: Piece[] = [];
  for (let i = 0; i < sweeps.length; i += sweepsPerPiece) pieces.push(pieceOf(sweeps.slice(i, i + sweepsPerPiece)));
  const { hardness, flow, erase } = stroke;
  const made = { id: nextId++, hardness, flow, erase, pieces };
  prepared.set(stroke, made);
  return made;
}

function pieceOf(sweeps: readonly Sweep[]): Piece {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, radius } of sweeps.flatMap(({ from, to }) => [from, to])) {
    // A hard edge fades over one pixel, half of it outside.
    left = Math.min(left, x - radius - 1);
    top = Math.min(top, y - radius - 1);
    right = Math.max(right, x + radius + 1);
    bottom = Math.max(bottom, y + radius + 1);
  }
  return { left, top, right, bottom, sweeps };
}

/** What a stroke may lay on inside a rectangle of pixels; sweeps that another one covers everywhere are left out. */
export function sharesOf(stroke: PreparedStroke, rect: Rect): Shares {
  const { left, top, width, height } = rect;
  const [right, bottom] = [left + width, top + height];
  const [middleX, middleY] = [left + width / 2, top + height / 2];
  const reach = length2d(width - 1, height - 1) / 2;
  const near: { readonly sweep: Sweep; readonly most: number }[] = [];
  let low = 0;
  for (const piece of stroke.pieces) {
    if (piece.left >= right || piece.right <= left || piece.top >= bottom || piece.bottom <= top) continue;
    for (const sweep of piece.sweeps) {
      const distance = distanceTo(sweep, middleX, middleY);
      const { from, to } = sweep;
      const most = brushCoverage(Math.max(0, distance - reach), Math.max(from.radius, to.radius), stroke.hardness, 1);
      if (most === 0) continue;
      low = Math.max(low, brushCoverage(distance + reach, Math.min(from.radius, to.radius), stroke.hardness, 1));
      near.push({ sweep, most });
    }
  }
  if (near.length === 0) return untouched;
  const high = near.reduce((highest, { most }) => Math.max(highest, most), 0);
  const deciding = near.filter(({ most }) => most > low).map(({ sweep }) => sweep);
  return { low: low * stroke.flow, high: high * stroke.flow, near: deciding };
}

function distanceTo({ from, to }: Sweep, x: number, y: number): number {
  const [wayX, wayY] = [to.x - from.x, to.y - from.y];
  const length2 = wayX * wayX + wayY * wayY;
  const dot = length2 === 0 ? 0 : ((x - from.x) * wayX + (y - from.y) * wayY) / length2;
  const along = dot < 0 ? 0 : dot > 1 ? 1 : dot;
  return length2d(x - from.x - along * wayX, y - from.y - along * wayY);
}
