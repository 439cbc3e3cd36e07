import { invariant } from '../../shared/base/assert.ts';
import type { Rect, Size } from '../../shared/base/geometry.ts';

/** What a network asks of its tiles, in pixels. */
export interface TileGeometry {
  /** Largest side of the network's input, halo included. */
  readonly tileSize: number;
  /** Context on every side that the network sees and that is thrown away. */
  readonly halo: number;
  /** Sides of the network's input are multiples of this. */
  readonly alignment: number;
  /** Pixels that neighbouring tiles share and are feathered over; less where the tiles are too small for it. */
  readonly overlap: number;
}

/** One tile. All tiles of a plan have inputs of the same size, so that a network is compiled once. */
export interface Tile {
  readonly index: number;
  /** The pixels that this tile contributes to; always inside the picture. */
  readonly output: Rect;
  /** The pixels that the network sees: `output` plus halo and alignment; may reach over the picture's edge. */
  readonly input: Rect;
  /** Pixels of `output` shared with the neighbour on each side; 0 at the picture's edge. */
  readonly shared: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
}

/** Tiles that cover a picture, row by row. */
export interface TilePlan {
  readonly size: Size;
  readonly columns: number;
  readonly rows: number;
  readonly tiles: readonly Tile[];
}

/** Mirrored pixels beyond the picture's edge: enough to keep a network's own edge out; more would tell it nothing. */
const edge = 8;

/**
 * Tiles of even size without slivers: as few as the largest tile allows, spread evenly. All start at the same phase of
 * the alignment, so that a network that works in blocks sees the same blocks in every tile and in a whole picture.
 * Neighbours share `overlap` pixels (fewer where tiles are tiny) and no pixel lies in three tiles of a row or column.
 * The shared pixels lie inside the halo: in their middle, where both tiles weigh the same, each has seen the full halo;
 * towards the end of its ramp a tile has seen up to half an overlap less. At the picture's own edge tiles see a few
 * mirrored pixels instead of a halo.
 */
export function planTiles(size: Size, geometry: TileGeometry): TilePlan {
  const across = spans(size.width, geometry);
  const down = spans(size.height, geometry);
  const tiles = down.flatMap((row, rowIndex) =>
    across.map(
      (column, columnIndex): Tile => ({
        index: rowIndex * across.length + columnIndex,
        output: { left: column.start, top: row.start, width: column.length, height: row.length },
        input: {
          left: column.inputStart,
          top: row.inputStart,
          width: column.inputLength,
          height: row.inputLength,
        },
        shared: { left: column.before, right: column.after, top: row.before, bottom: row.after },
      }),
    ),
  );
  return { size, columns: across.length, rows: down.length, tiles };
}

/** A tile along one axis. */
interface Span {
  readonly start: number;
  readonly length: number;
  readonly before: number;
  readonly after: number;
  readonly inputStart: number;
  readonly inputLength: number;
}

function spans(length: number, { tileSize, halo, alignment, overlap }: TileGeometry): readonly Span[] {
  const border = Math.min(edge, halo);
  const total = length + 2 * border;
  const largest = Math.floor(tileSize / alignment) * alignment;
  invariant(largest > 2 * halo, `a tile of ${tileSize} pixels leaves nothing inside a halo of ${halo}`);
  if (total <= largest) {
    const inputLength = Math.ceil(total / alignment) * alignment;
    return [{ start: 0, length, before: 0, after: 0, inputStart: 0 - border, inputLength }];
  }
  // Below a third of what a tile adds, ramps do not meet each other.
  const wanted = Math.max(0, Math.min(overlap, Math.floor((largest - 2 * halo - 3) / 3)));
  const common = Math.max(2 * halo, wanted);
  const inner = largest - common;
  const phase = inner < alignment ? 1 : alignment;
  const gaps = Math.ceil((total - largest) / (Math.floor(inner / phase) * phase));
  const inputLength = smallestInput(total, gaps, common, alignment, phase, largest);
  const steps = Math.ceil((total - inputLength) / phase);
  const starts = Array.from({ length: gaps + 1 }, (_, i) => phase * Math.round((i * steps) / gaps) - border);
  // Nor do they leave the picture, which the last tile may reach beyond by up to a phase.
  const shared = Math.max(0, Math.min(wanted, 2 * phase * (Math.floor(steps / gaps) - 1)));
  const ramps = starts.slice(1).map((start, i) => {
    const middle = Math.floor(((starts[i] ?? 0) + inputLength + start) / 2);
    return middle - Math.floor(shared / 2);
  });
  return starts.map((inputStart, i) => {
    const start = ramps[i - 1] ?? 0;
    const end = i === gaps ? length : (ramps[i] ?? 0) + shared;
    const [before, after] = [i === 0 ? 0 : shared, i === gaps ? 0 : shared];
    return { start, length: end - start, before, after, inputStart, inputLength };
  });
}

/** The smallest aligned input with which `gaps + 1` tiles that have `common` pixels in common still cover `total`. */
function smallestInput(
  total: number,
  gaps: number,
  common: number,
  alignment: number,
  phase: number,
  largest: number,
): number {
  for (let input = alignment * Math.ceil((common + 1) / alignment); input < largest; input += alignment) {
    const stride = phase * Math.ceil(Math.ceil((total - input) / phase) / gaps);
    if (stride + common <= input) return input;
  }
  return largest;
}
