import type { Size } from '../../shared/base/geometry.ts';
import type { OperationId } from '../../shared/model/operation.ts';
import type { ColourSpace } from '../image/colourSpace.ts';
import type { FloatSource } from '../tiling/floatSource.ts';
import { askDiagnoser, type Diagnoser } from './askDiagnoser.ts';
import { networkThumbnail } from './networkThumbnail.ts';

/** True where a tile has too little of the fault to be restored; `seen` are the planes that the network would be given. */
export type IsClean = (seen: Float32Array, size: Size, signal: AbortSignal) => Promise<boolean>;

export interface CleanSearch {
  readonly operation: OperationId;
  /** A part with a severity of at least this, 0..1, is restored. */
  readonly below: number;
  readonly diagnoser: Diagnoser;
  /** The whole of the step's input. */
  readonly source: FloatSource;
  readonly colourSpace: ColourSpace;
  readonly onClean: () => void;
}

/** Pieces that the diagnoser sees together: no more than in its training. */
const together = 4;

/**
 * Looks at all of a tile, halo included, piece by piece, and stops at the first that has the fault. Every tile is
 * judged together with a thumbnail of the whole picture, as the diagnoser was taught.
 */
export function cleanTiles(search: CleanSearch): IsClean {
  const { diagnoser, below } = search;
  const { pieceSize, tasks } = diagnoser.model;
  const task = tasks.findIndex((each) => each === search.operation);
  let thumbnail: Promise<Float32Array> | null = null;

  return async (seen, size, signal) => {
    if (task < 0 || size.width < pieceSize || size.height < pieceSize) return false;
    thumbnail ??= networkThumbnail(search.source, diagnoser.model.thumbnailSize, search.colourSpace, signal);
    for (const bag of bagsOf(size, pieceSize)) {
      const shown = { thumbnail: await thumbnail, pieces: cut(seen, size, bag, pieceSize), count: bag.length };
      const severities = await askDiagnoser(diagnoser, shown, signal);
      if ((severities[task] ?? 1) >= below) return false;
    }
    search.onClean();
    return true;
  };
}

type Corner = readonly [left: number, top: number];

/** As few pieces as cover the tile, spread evenly; those of a bag lie far from each other. */
function bagsOf({ width, height }: Size, side: number): readonly (readonly Corner[])[] {
  const lefts = starts(width, side);
  const corners = starts(height, side).flatMap((top) => lefts.map((left): Corner => [left, top]));
  const count = Math.ceil(corners.length / together);
  return Array.from({ length: count }, (_, bag) => corners.filter((_corner, index) => index % count === bag));
}

function starts(length: number, side: number): readonly number[] {
  const count = Math.ceil(length / side);
  return Array.from({ length: count }, (_, index) =>
    count === 1 ? 0 : Math.round((index * (length - side)) / (count - 1)),
  );
}

/** The pieces at these corners, plane by plane. */
function cut(seen: Float32Array, { width, height }: Size, corners: readonly Corner[], side: number): Float32Array {
  const pieces = new Float32Array(corners.length * 3 * side * side);
  let to = 0;
  for (const [left, top] of corners) {
    for (let plane = 0; plane < 3; plane += 1) {
      for (let row = top; row < top + side; row += 1) {
        const from = (plane * height + row) * width + left;
        pieces.set(seen.subarray(from, from + side), to);
        to += side;
      }
    }
  }
  return pieces;
}
