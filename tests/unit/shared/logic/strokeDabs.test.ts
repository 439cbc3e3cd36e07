import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  brushCoverage,
  type CoverageWindow,
  DabWalker,
  layStroke,
  strokeBounds,
  strokeDabs,
  sweepDabs,
} from '../../../../src/shared/logic/strokeDabs.ts';
import type { Stroke } from '../../../../src/shared/model/mask.ts';

const coordinate = fc.double({ min: -50, max: 150, noNaN: true });
const strokes: fc.Arbitrary<Stroke> = fc.record({
  points: fc
    .array(fc.tuple(coordinate, coordinate, fc.double({ min: 0, max: 1, noNaN: true })), {
      minLength: 1,
      maxLength: 12,
    })
    .map((list) => list.flat()),
  size: fc.double({ min: 1, max: 60, noNaN: true }),
  hardness: fc.double({ min: 0, max: 1, noNaN: true }),
  flow: fc.double({ min: 0, max: 1, noNaN: true }),
  erase: fc.boolean(),
});

function emptyWindow(left = 0, top = 0, width = 100, height = 100, scale = 1): CoverageWindow {
  return { left, top, width, height, scale, values: new Float32Array(width * height) };
}

function coverageOf(stroke: Stroke, window = emptyWindow()): CoverageWindow {
  sweepDabs(window, strokeDabs(stroke), stroke.hardness);
  return window;
}

describe('the dabs of a stroke', () => {
  it('begin on the first point and end on the last', () => {
    fc.assert(
      fc.property(strokes, (stroke) => {
        const dabs = strokeDabs(stroke);
        const [first, last] = [dabs[0], dabs.at(-1)];
        expect([first?.x, first?.y]).toEqual([stroke.points[0], stroke.points[1]]);
        expect(last?.x).toBeCloseTo(stroke.points.at(-3) ?? NaN, 4);
        expect(last?.y).toBeCloseTo(stroke.points.at(-2) ?? NaN, 4);
      }),
    );
  });

  it('stand no further apart than their spacing', () => {
    fc.assert(
      fc.property(strokes, (stroke) => {
        const dabs = strokeDabs(stroke);
        const spacing = Math.max(stroke.size / 8, 0.5);
        dabs.slice(1).forEach((dab, i) => {
          expect(Math.hypot(dab.x - (dabs[i]?.x ?? 0), dab.y - (dabs[i]?.y ?? 0))).toBeLessThanOrEqual(spacing + 1e-6);
        });
      }),
    );
  });

  it('are the same whether the points come at once or one by one', () => {
    fc.assert(
      fc.property(strokes, (stroke) => {
        const walker = new DabWalker(stroke.size);
        const live = emptyWindow();
        let before = null;
        for (let i = 0; i < stroke.points.length; i += 3) {
          const dabs = walker.add(stroke.points[i] ?? 0, stroke.points[i + 1] ?? 0, stroke.points[i + 2] ?? 0);
          sweepDabs(live, dabs, stroke.hardness, before);
          before = dabs.at(-1) ?? before;
        }
        sweepDabs(live, walker.end(), stroke.hardness, before);
        expect(live.values).toEqual(coverageOf(stroke).values);
      }),
      { numRuns: 40 },
    );
  });

  it('do not depend on points put in between on a straight line', () => {
    const end: Stroke = { points: [10, 50, 1, 90, 50, 1], size: 20, hardness: 0.5, flow: 1, erase: false };
    const dense = Array.from({ length: 81 }, (_, i) => [10 + i, 50, 1]).flat();
    const [a, b] = [coverageOf(end), coverageOf({ ...end, points: dense })];
    expect(Math.max(...a.values.map((value, i) => Math.abs(value - (b.values[i] ?? 2))))).toBeLessThan(1e-5);
  });
});

describe('the coverage of a stroke', () => {
  it('is 1 within the hard part, 0 beyond the radius, and falls in between', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 2, max: 500, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (radius, hardness) => {
          expect(brushCoverage(Math.max(0, hardness * radius - 0.5), radius, hardness, 1)).toBe(1);
          expect(brushCoverage(radius + 0.5, radius, hardness, 1)).toBe(0);
          const steps = Array.from({ length: 50 }, (_, i) =>
            brushCoverage((i / 49) * radius * 1.1, radius, hardness, 1),
          );
          expect(steps.every((value, i) => i === 0 || value <= (steps[i - 1] ?? 1))).toBe(true);
        },
      ),
    );
  });

  it('is nothing at all outside its bounds', () => {
    fc.assert(
      fc.property(strokes, (stroke) => {
        const window = coverageOf(stroke, emptyWindow(-100, -100, 300, 300));
        const bounds = strokeBounds(stroke);
        const outside = window.values.some((value, i) => {
          const x = (i % 300) - 100;
          const y = Math.floor(i / 300) - 100;
          const inside =
            x >= bounds.left && x < bounds.left + bounds.width && y >= bounds.top && y < bounds.top + bounds.height;
          return value > 0 && !inside;
        });
        expect(outside).toBe(false);
      }),
      { numRuns: 40 },
    );
  });

  it('is the same in two windows as in one', () => {
    fc.assert(
      fc.property(strokes, (stroke) => {
        const whole = coverageOf(stroke).values;
        const left = coverageOf(stroke, emptyWindow(0, 0, 37, 100)).values;
        const right = coverageOf(stroke, emptyWindow(37, 0, 63, 100)).values;
        const joined = whole.map(
          (_, i) =>
            (i % 100 < 37
              ? left[Math.floor(i / 100) * 37 + (i % 100)]
              : right[Math.floor(i / 100) * 63 + (i % 100) - 37]) ?? -1,
        );
        expect(joined).toEqual(whole);
      }),
      { numRuns: 40 },
    );
  });

  it('has no scallops along a straight line', () => {
    for (const hardness of [0, 0.5, 1]) {
      const { values } = coverageOf({ points: [-40, 50, 1, 140, 50, 1], size: 40, hardness, flow: 1, erase: false });
      for (let row = 0; row < 100; row += 1) {
        const line = values.subarray(row * 100, row * 100 + 100);
        expect(Math.max(...line) - Math.min(...line)).toBeLessThan(1e-5);
      }
    }
  });

  it('painted stays within 0 and 1, erased in full leaves nothing', () => {
    fc.assert(
      fc.property(strokes, (stroke) => {
        const coverage = coverageOf(stroke).values;
        const mask = new Float32Array(coverage.length).fill(0.5);
        layStroke(mask, coverage, stroke);
        expect(mask.every((value) => value >= 0 && value <= 1)).toBe(true);
        layStroke(mask, new Float32Array(coverage.length).fill(1), { flow: 1, erase: true });
        expect(mask.every((value) => value === 0)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});
