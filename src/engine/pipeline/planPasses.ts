import { intersect, type Rect, rectOf, type Size } from '../../shared/base/geometry.ts';
import type { Coverage } from '../mask/coverage.ts';
import { bicubicInput } from '../operations/bicubic.ts';
import type { EnlargeFactor } from '../operations/upscale.ts';
import { planTiles, type Tile, type TileGeometry, type TilePlan } from '../tiling/planTiles.ts';
import type { NetworkPass } from './stage.ts';

/**
 * The passes of a network step over a picture of `size`, with only those tiles that its mask (at the size of the
 * result) touches, and in an earlier pass those that a later one looks at.
 */
export function planPasses(
  size: Size,
  factor: 1 | EnlargeFactor,
  geometry: TileGeometry,
  coverage: Coverage | null,
): readonly NetworkPass[] {
  const touched = (plan: TilePlan) => plan.tiles.filter((tile) => coverage?.touches(tile.output) !== false);
  if (factor === 1) {
    const plan = planTiles(size, geometry);
    return [{ enlarge: 1, plan, tiles: touched(plan) }];
  }
  const doubled = planTiles(times(size, 2), geometry);
  if (factor === 2) return [{ enlarge: 2, plan: doubled, tiles: touched(doubled) }];

  const last = planTiles(times(size, 4), geometry);
  const lastTiles = touched(last);
  const looked = lastTiles.map((tile) => lookedAt(tile, last.size, doubled.size));
  const firstTiles = doubled.tiles.filter(({ output }) => looked.some((rect) => intersect(rect, output) !== null));
  return [
    { enlarge: 2, plan: doubled, tiles: firstTiles },
    { enlarge: 2, plan: last, tiles: lastTiles },
  ];
}

/** The part of the smaller picture that a tile of the doubled one needs; a mirrored edge needs what it mirrors. */
function lookedAt(tile: Tile, large: Size, small: Size): Rect {
  const { left, top, width, height } = tile.input;
  const mirrored = Math.max(0, -left, -top, left + width - large.width, top + height - large.height);
  const grown = {
    left: left - mirrored,
    top: top - mirrored,
    width: width + 2 * mirrored,
    height: height + 2 * mirrored,
  };
  return bicubicInput(intersect(grown, rectOf(large)) ?? rectOf(large), 2, small);
}

function times(size: Size, factor: number): Size {
  return { width: size.width * factor, height: size.height * factor };
}
