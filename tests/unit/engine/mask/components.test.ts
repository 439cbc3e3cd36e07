import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MaskRaster } from '../../../../src/engine/mask/maskRaster.ts';
import { rectOf } from '../../../../src/shared/base/geometry.ts';
import { brushOf, type Mask, type MaskComponent } from '../../../../src/shared/model/mask.ts';
import { makePicture } from '../pipeline/pictures.ts';
import { maskOf } from './anyMask.ts';

const size = { width: 120, height: 90 };
const every = { mode: 'add', inverted: false } as const;
/** Left half dark, right half bright, with a little structure in both. */
const picture = makePicture(size.width, size.height, {}, (x, y) => (x < 60 ? 0.2 : 0.8) + 0.02 * Math.sin(x * 7 + y));

function valuesOf(mask: Mask, source = picture): Float32Array {
  const coverage = new MaskRaster(source).coverage(mask, 1);
  const into = new Float32Array(coverage.width * coverage.height);
  coverage.readRect(rectOf(coverage), into);
  return into;
}
const at = (values: Float32Array, x: number, y: number): number => values[y * size.width + x] as number;
const sum = (values: Float32Array): number => values.reduce((all, value) => all + value, 0);

const rectangle: MaskComponent = { kind: 'rectangle', ...every, x: 50, y: 40, width: 40, height: 20, angle: 0 };

describe('a component', () => {
  test('rectangle covers its pixels, and half of those on its edge', () => {
    const values = valuesOf(maskOf({ ...rectangle, width: 41 }));
    expect([28, 29, 30, 69, 70, 71].map((x) => at(values, x, 40))).toEqual(
      [0, 0.5, 1, 1, 0.5, 0].map((value) => expect.closeTo(value, 4)),
    );
    expect(sum(values)).toBeCloseTo(41 * 20, 0);
  });

  test('rectangle and ellipse keep their area when they are turned', () => {
    for (const angle of [0, 17, 45, 90]) {
      expect(sum(valuesOf(maskOf({ ...rectangle, angle })))).toBeCloseTo(800, -1);
      const ellipse = { ...rectangle, kind: 'ellipse' as const, angle };
      expect(sum(valuesOf(maskOf(ellipse))) / (Math.PI * 20 * 10)).toBeCloseTo(1, 2);
    }
  });

  test('lasso has the area of its polygon, whichever way it runs', () => {
    const triangle = [10.25, 10, 100.5, 20.75, 30, 80.5];
    const area = Math.abs((90.25 * 70.5 - 19.75 * 10.75) / 2);
    const backwards = [30, 80.5, 100.5, 20.75, 10.25, 10];
    for (const points of [triangle, backwards]) {
      const values = valuesOf(maskOf({ kind: 'lasso', ...every, points }));
      expect(sum(values)).toBeCloseTo(area, 0);
      expect([at(values, 5, 5), at(values, 40, 40)]).toEqual([0, 1]);
    }
  });

  test('lasso covers a pixel by the share of it that lies inside', () => {
    const coordinate = fc.double({ min: -20, max: 140, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(coordinate, coordinate), { minLength: 3, maxLength: 3 }), (corners) => {
        const values = valuesOf(maskOf({ kind: 'lasso', ...every, points: corners.flat() }));
        const [[ax, ay], [bx, by], [cx, cy]] = corners as [[number, number], [number, number], [number, number]];
        const side = (x: number, y: number, px: number, py: number, qx: number, qy: number): number =>
          (qx - px) * (y - py) - (qy - py) * (x - px);
        const isInside = (x: number, y: number): boolean => {
          const sides = [side(x, y, ax, ay, bx, by), side(x, y, bx, by, cx, cy), side(x, y, cx, cy, ax, ay)];
          return sides.every((each) => each >= 0) || sides.every((each) => each <= 0);
        };
        for (const [x, y] of [3, 31, 60, 89, 117].flatMap((column) =>
          [2, 44, 87].map((row) => [column, row] as const),
        )) {
          let inside = 0;
          for (let i = 0; i < 256; i += 1) {
            if (isInside(x + ((i % 16) + 0.5) / 16, y + (Math.floor(i / 16) + 0.5) / 16)) inside += 1;
          }
          expect(Math.abs(at(values, x, y) - inside / 256)).toBeLessThan(0.05);
        }
      }),
    );
  });

  test('linear gradient falls from all to nothing along its way', () => {
    const values = valuesOf(maskOf({ kind: 'linear', ...every, x: 20, y: 0, toX: 100, toY: 0 }));
    expect([5, 19, 100, 119].map((x) => at(values, x, 50))).toEqual([1, 1, 0, 0]);
    expect((at(values, 59, 10) + at(values, 60, 10)) / 2).toBeCloseTo(0.5, 4);
    for (let x = 1; x < size.width; x += 1) expect(at(values, x, 3)).toBeLessThanOrEqual(at(values, x - 1, 3));
  });

  test('radial gradient is all in its core and nothing outside', () => {
    const radial = { ...rectangle, kind: 'radial' as const, width: 80, height: 60, hardness: 0.5 };
    const values = valuesOf(maskOf(radial));
    expect([at(values, 50, 40), at(values, 65, 40), at(values, 91, 40), at(values, 50, 71)]).toEqual([1, 1, 0, 0]);
    expect(at(values, 80, 40)).toBeGreaterThan(0.3);
    expect(at(values, 80, 40)).toBeLessThan(0.7);
  });

  test('luminance range finds the dark half of the source', () => {
    const values = valuesOf(maskOf({ kind: 'luminance', ...every, low: 0, high: 0.4, softness: 0.1 }));
    expect([at(values, 10, 10), at(values, 59, 80), at(values, 60, 80)]).toEqual([1, 1, 0]);
  });

  test('colour range finds a colour whatever its brightness', () => {
    const colours = makePicture(
      size.width,
      size.height,
      {},
      (x, y, channel) => ((x < 60 ? [0.6, 0.3, 0.3] : [0.3, 0.3, 0.6])[channel] as number) + y / 300,
    );
    const red = { kind: 'colour' as const, ...every, red: 0.7, green: 0.4, blue: 0.4, tolerance: 0.05, softness: 0.05 };
    const values = valuesOf(maskOf(red), colours);
    expect([at(values, 5, 5), at(values, 5, 85), at(values, 80, 5), at(values, 80, 85)]).toEqual([1, 1, 0, 0]);
  });

  test('brush lays strokes over each other and erases', () => {
    const line = (erase: boolean, flow: number) => ({
      points: [20, 40, 1, 100, 40, 1],
      size: 30,
      hardness: 1,
      flow,
      erase,
    });
    const values = valuesOf(maskOf(brushOf([line(false, 0.5), line(false, 0.5)])));
    expect(at(values, 60, 40)).toBeCloseTo(0.75, 4);
    expect(at(valuesOf(maskOf(brushOf([line(false, 1), line(true, 1)]))), 60, 40)).toBe(0);
    expect(at(values, 60, 70)).toBe(0);
  });
});

describe('components together', () => {
  const other: MaskComponent = { ...rectangle, x: 70 };
  test('add, subtract and intersect', () => {
    const probe = (mode: MaskComponent['mode']): number[] => {
      const values = valuesOf(maskOf(rectangle, { ...other, mode }));
      return [40, 60, 80, 100].map((x) => at(values, x, 40));
    };
    expect(probe('add')).toEqual([1, 1, 1, 0]);
    expect(probe('subtract')).toEqual([1, 0, 0, 0]);
    expect(probe('intersect')).toEqual([0, 1, 0, 0]);
  });

  test('begin with everything where the first one takes away', () => {
    const values = valuesOf(maskOf({ ...rectangle, mode: 'subtract' }));
    expect([at(values, 5, 5), at(values, 50, 40)]).toEqual([1, 0]);
  });

  test('turn inside out one by one and as a whole', () => {
    expect(valuesOf(maskOf({ ...rectangle, inverted: true }))).toEqual(
      valuesOf({ ...maskOf(rectangle), inverted: true }),
    );
  });
});

describe('the whole mask', () => {
  test('grows and shrinks by whole pixels to the sides', () => {
    const box = (mask: Mask) => {
      const values = valuesOf(mask);
      const row = [...values.subarray(40 * size.width, 41 * size.width)];
      return [row.indexOf(1), row.lastIndexOf(1)];
    };
    expect(box(maskOf(rectangle))).toEqual([30, 69]);
    for (const grow of [1, 2, 3, 7, 12]) expect(box({ ...maskOf(rectangle), grow })).toEqual([30 - grow, 69 + grow]);
    expect(box({ ...maskOf(rectangle), grow: -5 })).toEqual([35, 64]);
    expect(sum(valuesOf({ ...maskOf(rectangle), grow: -10 }))).toBe(0);
  });

  test('grows a point to an octagon no farther than 8 % beyond the distance', () => {
    const dot: MaskComponent = { ...rectangle, x: 60.5, y: 45.5, width: 1, height: 1 };
    const values = valuesOf({ ...maskOf(dot), grow: 20 });
    const wrong = values.findIndex((value, i) => {
      const distance = Math.hypot((i % size.width) - 60, Math.floor(i / size.width) - 45);
      return (distance <= 19 && value !== 1) || (distance > 21.7 && value !== 0);
    });
    expect(wrong).toBe(-1);
  });

  test('feathers without a change of its area, and is nothing again beyond', () => {
    for (const feather of [1, 3, 8]) {
      const values = valuesOf({ ...maskOf(rectangle), feather });
      expect(sum(values)).toBeCloseTo(800, -1);
      expect(at(values, 50, 29)).toBeGreaterThan(0.2);
      expect(at(values, 119, 89)).toBe(0);
    }
  });

  test('feathers by a Gaussian, however wide, in a picture of any size', () => {
    /** What a Gaussian around the middle of each pixel finds of a stretch of ones. */
    const along = (length: number, from: number, to: number, sigma: number): number[] =>
      Array.from({ length }, (_, middle) => {
        const weight = (x: number): number => Math.exp(-(((x - middle) / sigma) ** 2) / 2);
        const total = (first: number, end: number): number =>
          Array.from({ length: end - first }, (__, i) => weight(first + i)).reduce((sofar, one) => sofar + one, 0);
        return total(from, to) / total(middle - 4 * Math.ceil(sigma), middle + 4 * Math.ceil(sigma) + 1);
      });
    for (const [width, height] of [[344, 256] as const, [347, 253] as const, [343, 259] as const]) {
      const source = makePicture(width, height, {}, () => 0.5);
      for (const feather of [5, 10, 21]) {
        const values = valuesOf({ ...maskOf({ ...rectangle, x: 120, y: 100 }), feather }, source);
        const across = along(width, 100, 140, feather);
        const down = along(height, 90, 110, feather);
        const off = values.map((value, i) =>
          Math.abs(value - (across[i % width] as number) * (down[Math.floor(i / width)] as number)),
        );
        expect(Math.max(...off), `${width} x ${height}, feather ${feather}`).toBeLessThan(0.005);
      }
    }
  });

  test('is the same far out in a huge picture as in a small one', () => {
    const [way, width, height] = [39_936, 512, 64];
    const drawnFrom = (left: number): Float32Array => {
      const coverage = new MaskRaster(makePicture(left + width, height, {}, () => 0.5)).coverage(
        {
          ...maskOf(
            { kind: 'ellipse', ...every, x: left + 200.3, y: 30, width: 90, height: 50, angle: 20 },
            { kind: 'lasso', ...every, points: [left + 250, 5, left + 330, 20.5, left + 260, 60] },
            brushOf([
              { points: [left + 150, 50, 1, left + 350, 12, 1], size: 14, hardness: 0.5, flow: 1, erase: true },
            ]),
          ),
          grow: 3,
          feather: 2,
        },
        1,
      );
      const into = new Float32Array(256 * height);
      coverage.readRect({ left: left + 128, top: 0, width: 256, height }, into);
      return into;
    };
    const [near, far] = [drawnFrom(0), drawnFrom(way)];
    expect(new Set(near).size).toBeGreaterThan(1000);
    expect(near.findIndex((value, i) => Math.abs(value - (far[i] as number)) > 2 / 65_535)).toBe(-1);
  });

  test('refined lets go of what lies across an edge of the picture', () => {
    const crossing = maskOf({ ...rectangle, x: 40, y: 45, width: 60, height: 200 });
    const [plain, refined] = [valuesOf(crossing), valuesOf({ ...crossing, refine: 20 })];
    expect([at(plain, 55, 45), at(plain, 65, 45)]).toEqual([1, 1]);
    expect(at(refined, 52, 45)).toBeGreaterThan(0.85);
    expect(at(refined, 66, 45)).toBeLessThan(0.5);
    expect(at(refined, 119, 45)).toBe(0);
  });
});
