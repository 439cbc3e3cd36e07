import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intersect } from '../../../../src/shared/base/geometry.ts';
import {
  ancestor,
  levelForScale,
  levelSize,
  pictureRect,
  placesOf,
  tileGrid,
  tileRect,
  tilesOver,
  topLevel,
} from '../../../../src/shared/logic/tilePyramid.ts';

const pyramid = fc.record({
  width: fc.integer({ min: 1, max: 20_000 }),
  height: fc.integer({ min: 1, max: 20_000 }),
  tileSize: fc.constantFrom(256, 512),
});

describe('the tile pyramid', () => {
  it('halves each level and rounds up', () => {
    expect(levelSize({ width: 1001, height: 7 }, 3)).toEqual({ width: 126, height: 1 });
  });

  it('has a top level of one tile and no lower level of one', () => {
    fc.assert(
      fc.property(pyramid, (p) => {
        const top = topLevel(p);
        expect(tileGrid(p, top)).toEqual({ columns: 1, rows: 1 });
        expect(top === 0 || Math.max(...Object.values(tileGrid(p, top - 1))) > 1).toBe(true);
      }),
    );
  });

  it('covers the picture at every level once and only once', () => {
    fc.assert(
      fc.property(pyramid, (p) => {
        for (let level = 0; level <= topLevel(p); level += 1) {
          const range = tilesOver(p, level, { left: 0, top: 0, width: p.width, height: p.height });
          const places = range === null ? [] : placesOf(range);
          const area = places
            .map((place) => pictureRect(p, place))
            .reduce((sum, r) => sum + (r?.width ?? 0) * (r?.height ?? 0), 0);
          expect(area).toBe(p.width * p.height);
          const levelArea = places
            .map((place) => tileRect(p, place))
            .reduce((sum, r) => sum + (r?.width ?? 0) * (r?.height ?? 0), 0);
          const { width, height } = levelSize(p, level);
          expect(levelArea).toBe(width * height);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('finds for every pixel the tile that holds it, and its ancestors hold it too', () => {
    fc.assert(
      fc.property(
        pyramid,
        fc.double({ min: 0, max: 0.999999, noNaN: true }),
        fc.double({ min: 0, max: 0.999999, noNaN: true }),
        (p, fx, fy) => {
          const x = Math.floor(fx * p.width);
          const y = Math.floor(fy * p.height);
          const range = tilesOver(p, 0, { left: x, top: y, width: 1, height: 1 });
          const place = range === null ? undefined : placesOf(range)[0];
          const holds = Array.from({ length: topLevel(p) + 1 }, (_, level) => {
            const rect = place === undefined ? null : pictureRect(p, ancestor(place, level));
            return rect !== null && intersect(rect, { left: x, top: y, width: 1, height: 1 }) !== null;
          });
          expect(holds).not.toContain(false);
        },
      ),
    );
  });

  it('says no to places outside', () => {
    const p = { width: 600, height: 600, tileSize: 512 };
    expect([tileRect(p, { level: 0, column: 2, row: 0 }), pictureRect(p, { level: 1, column: 0, row: 1 })]).toEqual([
      null,
      null,
    ]);
    expect(tilesOver(p, 0, { left: 700, top: 0, width: 10, height: 10 })).toBeNull();
  });

  it('takes the level whose pixels are at least as fine as the screen', () => {
    const p = { width: 8000, height: 6000, tileSize: 512 };
    expect([4, 1, 0.9, 0.5, 0.49, 0.25, 0.01].map((scale) => levelForScale(p, scale))).toEqual([0, 0, 0, 1, 1, 2, 4]);
  });
});
