import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  coverPlace,
  type LayerView,
  layOut,
  nearbyPlaces,
  visiblePlaces,
} from '../../../../src/renderer/viewer/cover.ts';
import type { Quad } from '../../../../src/renderer/viewer/drawer.ts';
import { slotKey, type Tile, type TileSlot } from '../../../../src/renderer/viewer/tile.ts';
import { tileRect, topLevel } from '../../../../src/shared/logic/tilePyramid.ts';

const clip = { left: 0, top: 0, width: 1200, height: 800 };

function viewOf(width: number, height: number, scale: number, left = 0, top = 0): LayerView {
  return layOut('after', { width, height, tileSize: 512 }, { width, height }, { scale, left, top }, clip);
}

function tileOf(view: LayerView, slot: TileSlot): Tile {
  const rect = tileRect(view.pyramid, slot);
  return { ...slot, revision: 0, width: rect?.width ?? 0, height: rect?.height ?? 0, pixels: new Uint8Array() };
}

const areaOf = (quads: readonly Quad[]): number =>
  quads.reduce((sum, { target }) => sum + target.width * target.height, 0);

describe('the tiles on screen', () => {
  it('are those of the level as fine as the screen, nearest to the focus first', () => {
    const places = visiblePlaces(viewOf(4000, 3000, 1, -1000, -900), { x: 600, y: 400 });
    expect([places.length, places[0], places.every(({ level }) => level === 0)]).toEqual([
      12,
      { level: 0, column: 3, row: 2 },
      true,
    ]);
  });

  it('cover the visible part of the picture', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9000 }),
        fc.integer({ min: 1, max: 9000 }),
        fc.double({ min: 0.02, max: 8, noNaN: true }),
        fc.integer({ min: -3000, max: 1000 }),
        fc.integer({ min: -3000, max: 1000 }),
        (width, height, scale, left, top) => {
          const view = viewOf(width, height, scale, left, top);
          const quads = visiblePlaces(view, { x: 0, y: 0 }).flatMap((place) =>
            coverPlace(view, place, (slot) => tileOf(view, slot)),
          );
          const seen = quads.reduce((sum, { target }) => sum + visibleArea(target), 0);
          const wanted = visibleArea({ left, top, width: width * scale, height: height * scale });
          expect(Math.abs(seen - wanted)).toBeLessThan(1 + wanted * 1e-6);
        },
      ),
    );
  });

  it('are asked for one level coarser around the screen', () => {
    const places = nearbyPlaces(viewOf(9000, 6000, 1, -3000, -2000), { x: 600, y: 400 });
    expect([...new Set(places.map(({ level }) => level))]).toEqual([1]);
    expect(nearbyPlaces(viewOf(500, 400, 1), { x: 0, y: 0 })).toEqual([]);
  });
});

describe('a place whose tile is missing', () => {
  const view = viewOf(4000, 3000, 1);
  const place = { level: 0, column: 2, row: 1 };

  it('shows its part of the next coarser tile that is ready', () => {
    const ready = (slot: TileSlot): Tile | null => (slot.level === 2 ? tileOf(view, slot) : null);
    const [quad, ...rest] = coverPlace(view, place, ready);
    expect(rest).toEqual([]);
    expect([quad?.tile.level, quad?.source, quad?.target, quad?.crisp]).toEqual([
      2,
      { left: 256, top: 128, width: 128, height: 128 },
      { left: 1024, top: 512, width: 512, height: 512 },
      false,
    ]);
  });

  it('shows finer tiles over the coarser one', () => {
    const small = viewOf(4000, 3000, 0.25);
    const have = new Set(['after/1/2/2', 'after/3/0/0']);
    const ready = (slot: TileSlot): Tile | null => (have.has(slotKey(slot)) ? tileOf(small, slot) : null);
    const quads = coverPlace(small, { level: 2, column: 1, row: 1 }, ready);
    expect(quads.map(({ tile }) => tile.level)).toEqual([3, 1]);
  });

  it('is covered in full as soon as the coarsest tile is there, whatever else is', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }), (luck) => {
        const ready = (slot: TileSlot): Tile | null => {
          const isReady =
            slot.level === topLevel(view.pyramid) || luck[(slot.level * 7 + slot.column * 3 + slot.row) % 40];
          return isReady === true ? tileOf(view, slot) : null;
        };
        const quads = coverPlace(view, place, ready);
        expect(areaOf(quads.slice(0, 1))).toBe(512 * 512);
      }),
    );
  });
});

function visibleArea(area: { left: number; top: number; width: number; height: number }): number {
  const width = Math.min(area.left + area.width, clip.width) - Math.max(area.left, 0);
  const height = Math.min(area.top + area.height, clip.height) - Math.max(area.top, 0);
  return Math.max(0, width) * Math.max(0, height);
}
