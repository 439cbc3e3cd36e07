import type { Rect, Size } from '../../shared/base/geometry.ts';
import { invariant } from '../../shared/base/assert.ts';

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

/**
 * Tiles of even size without slivers: as few as the largest tile allows, all of the same size, spread evenly, so that
 * neighbours share `overlap` pixels (one more where the division leaves a rest) and no pixel lies in three tiles of a
 * row or column. The shared pixels lie inside the halo: in their middle, where both tiles weigh the same, each has
 * seen the full halo; towards the end of its ramp a tile has seen up to half an overlap less.
 */
export function planTiles(size: Size, geometry: TileGeometry): TilePlan {
  const across = spans(size.width, geometry);
  const down = spans(size.height, geometry);
  const tiles = down.spans.flatMap((row, rowIndex) =>
    across.spans.map(
      (column, columnIndex): Tile => ({
        index: rowIndex * across.spans.length + columnIndex,
        output: { left: column.start, top: row.start, width: column.length, height: row.length },
        input: {
          left: column.start - across.context,
          top: row.start - down.context,
          width: across.inputLength,
          height: down.inputLength,
        },
        shared: { left: column.before, right: column.after, top: row.before, bottom: row.after },
      }),
    ),
  );
  return { size, columns: across.spans.length, rows: down.spans.length, tiles };
}

/** One axis of a plan: `length` pixels covered by even spans, each seen with `context` pixels before it. */
function spans(length: number, geometry: TileGeometry) {
  const { halo, alignment } = geometry;
  const largestInput = Math.floor(geometry.tileSize / alignment) * alignment;
  const inner = largestInput - 2 * halo;
  invariant(inner >= 1, `a tile of ${geometry.tileSize} pixels leaves nothing inside a halo of ${halo}`);
  if (length <= inner) {
    const inputLength = alignUp(length + 2 * halo, alignment);
    return { spans: [{ start: 0, length, before: 0, after: 0 }], context: halo, inputLength };
  }
  // Below a third of a span no pixel can be shared by three of them, rounding included.
  const shared = Math.max(0, Math.min(geometry.overlap, Math.floor((inner - 3) / 3)));
  const context = Math.max(0, halo - Math.floor(shared / 2));
  const largest = largestInput - 2 * context;
  const count = Math.max(2, Math.ceil((length - shared) / (largest - shared)));
  const each = Math.ceil((length + (count - 1) * shared) / count);
  const starts = Array.from({ length: count }, (_, i) => Math.round((i * (length - each)) / (count - 1)));
  return {
    spans: starts.map((start, i) => ({
      start,
      length: each,
      before: i === 0 ? 0 : (starts[i - 1] ?? 0) + each - start,
      after: i === count - 1 ? 0 : start + each - (starts[i + 1] ?? 0),
    })),
    context,
    inputLength: alignUp(each + 2 * context, alignment),
  };
}

function alignUp(value: number, alignment: number): number {
  return Math.ceil(value / alignment) * alignment;
}
