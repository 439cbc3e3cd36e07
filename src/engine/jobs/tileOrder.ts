import { intersect, type Rect } from '../../shared/base/geometry.ts';
import type { Tile } from '../tiling/planTiles.ts';

/**
 * The tile to compute next: those on screen first, from the middle of the screen outward, then the others by their
 * distance from it. `visible` is in pixels of the tiles' picture. Undefined where none is left.
 */
export function nextTile(tiles: readonly Tile[], isTaken: (tile: Tile) => boolean, visible: Rect): Tile | undefined {
  const middleX = visible.left + visible.width / 2;
  const middleY = visible.top + visible.height / 2;
  let best: Tile | undefined;
  let bestCost = Infinity;
  for (const tile of tiles) {
    if (isTaken(tile)) continue;
    const { left, top, width, height } = tile.output;
    const distance = Math.hypot(left + width / 2 - middleX, top + height / 2 - middleY);
    const cost = intersect(tile.output, visible) === null ? 1e9 + distance : distance;
    if (cost < bestCost) [best, bestCost] = [tile, cost];
  }
  return best;
}
