import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { featherWindow } from '../../../../src/engine/tiling/featherWindow.ts';
import { planTiles, type TileGeometry, type TilePlan } from '../../../../src/engine/tiling/planTiles.ts';
import { intersect, type Rect, rectOf } from '../../../../src/shared/base/geometry.ts';

const anyPlan = fc
  .record({
    width: fc.integer({ min: 1, max: 400 }),
    height: fc.integer({ min: 1, max: 400 }),
    core: fc.integer({ min: 1, max: 120 }),
    halo: fc.integer({ min: 0, max: 40 }),
    alignment: fc.constantFrom(1, 2, 4, 8, 16),
    overlap: fc.integer({ min: 0, max: 40 }),
  })
  .map(({ width, height, core, halo, alignment, overlap }) => {
    const tileSize = Math.ceil((core + 2 * halo) / alignment) * alignment;
    const geometry: TileGeometry = { tileSize, halo, alignment, overlap };
    return { plan: planTiles({ width, height }, geometry), geometry };
  });

function isInside(inner: Rect, outer: Rect): boolean {
  const common = intersect(inner, outer);
  return common !== null && common.width === inner.width && common.height === inner.height;
}

/** Sum of the weights of all tiles at every pixel. */
function weights(plan: TilePlan): Float64Array {
  const sums = new Float64Array(plan.size.width * plan.size.height);
  for (const { output, shared } of plan.tiles) {
    const across = featherWindow(output.width, shared.left, shared.right);
    const down = featherWindow(output.height, shared.top, shared.bottom);
    for (let y = 0; y < output.height; y += 1) {
      for (let x = 0; x < output.width; x += 1) {
        const at = (output.top + y) * plan.size.width + output.left + x;
        sums[at] = (sums[at] ?? 0) + (across[x] ?? 0) * (down[y] ?? 0);
      }
    }
  }
  return sums;
}

test('the weights of all tiles sum to one at every pixel', () => {
  fc.assert(
    fc.property(anyPlan, ({ plan }) => {
      const worst = weights(plan).reduce((most, sum) => Math.max(most, Math.abs(sum - 1)), 0);
      expect(worst).toBeLessThan(1e-6);
    }),
    { numRuns: 80 },
  );
});

test('tiles are all of one aligned size, inside the limit, and see what they write', () => {
  fc.assert(
    fc.property(anyPlan, ({ plan, geometry }) => {
      const [first] = plan.tiles;
      const wrong = plan.tiles.filter(
        ({ input, output }) =>
          input.width % geometry.alignment !== 0 ||
          input.height % geometry.alignment !== 0 ||
          Math.max(input.width, input.height) > geometry.tileSize ||
          input.width !== first?.input.width ||
          !isInside(output, input) ||
          !isInside(output, rectOf(plan.size)),
      );
      expect(wrong).toEqual([]);
    }),
  );
});

test('where two tiles weigh the same, both have seen the full halo', () => {
  fc.assert(
    fc.property(anyPlan, ({ plan, geometry }) => {
      const wrong = plan.tiles.filter((tile) => {
        const right = plan.tiles[tile.index + 1];
        if (right === undefined || right.output.top !== tile.output.top || right.output.left === 0) return false;
        const middle = right.output.left + Math.floor(right.shared.left / 2);
        const seenBefore = middle - right.input.left;
        const seenAfter = tile.input.left + tile.input.width - middle;
        return Math.min(seenBefore, seenAfter) < geometry.halo;
      });
      expect(wrong).toEqual([]);
    }),
  );
});

test('all tiles start at the same phase of the alignment', () => {
  const { tiles } = planTiles({ width: 1001, height: 777 }, { tileSize: 256, halo: 48, alignment: 8, overlap: 16 });
  expect(new Set(tiles.flatMap(({ input }) => [(input.left + 8) % 8, (input.top + 8) % 8]))).toEqual(new Set([0]));
});

test('neighbours share the overlap that was asked for', () => {
  const { tiles } = planTiles({ width: 6000, height: 4000 }, { tileSize: 512, halo: 48, alignment: 8, overlap: 16 });
  expect(new Set(tiles.flatMap(({ shared }) => Object.values(shared)))).toEqual(new Set([0, 16]));
});

test('a picture that is just too large is cut in half, not into a tile and a sliver', () => {
  const plan = planTiles({ width: 520, height: 10 }, { tileSize: 512, halo: 0, alignment: 1, overlap: 16 });
  expect(plan.tiles.map(({ output }) => output.width)).toEqual([268, 268]);
});

test('a picture that fits a tile with its mirrored edge is one tile', () => {
  const plan = planTiles({ width: 496, height: 3 }, { tileSize: 512, halo: 48, alignment: 8, overlap: 16 });
  expect(plan.tiles.map(({ input }) => input)).toEqual([{ left: -8, top: -8, width: 512, height: 24 }]);
});
