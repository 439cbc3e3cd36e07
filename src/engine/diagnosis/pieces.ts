import type { Rect, Size } from '../../shared/base/geometry.ts';

/** Columns and rows of the pieces that are looked at. */
const columns = 4;
const rows = 3;
/** Pieces that the network sees together: no more than in its training. */
const together = 4;

/**
 * Squares of `side` pixels spread evenly over a picture, in bags of a few that lie far from each other. Where the
 * picture is smaller than a piece, the piece reaches over its edges.
 */
export function piecesOf(picture: Size, side: number): readonly (readonly Rect[])[] {
  const bags: Rect[][] = Array.from({ length: (columns * rows) / together }, () => []);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const left = Math.round(((picture.width - side) * (column + 0.5)) / columns);
      const top = Math.round(((picture.height - side) * (row + 0.5)) / rows);
      bags[(row + column) % bags.length]?.push({ left, top, width: side, height: side });
    }
  }
  return bags;
}
