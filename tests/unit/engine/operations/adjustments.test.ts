import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PointAdjustment } from '../../../../src/engine/operations/adjustment.ts';
import { contrast } from '../../../../src/engine/operations/contrast.ts';
import { exposure } from '../../../../src/engine/operations/exposure.ts';
import { highlights } from '../../../../src/engine/operations/highlights.ts';
import { makeAdjustment } from '../../../../src/engine/operations/makeAdjustment.ts';
import { saturation } from '../../../../src/engine/operations/saturation.ts';
import { shadows } from '../../../../src/engine/operations/shadows.ts';
import { temperature } from '../../../../src/engine/operations/temperature.ts';
import { tint } from '../../../../src/engine/operations/tint.ts';
import { vibrance } from '../../../../src/engine/operations/vibrance.ts';
import { makeStep } from '../../../../src/shared/model/recipe.ts';
import { srgb, wide } from '../pipeline/pictures.ts';

type Colour = readonly [number, number, number];

/** What becomes of one colour in the adjustment's own domain. */
function applied(adjustment: PointAdjustment, colour: Colour): Colour {
  const values = Float32Array.from(colour);
  adjustment.apply(values);
  return [...values] as unknown as Colour;
}

function luminance([red, green, blue]: Colour): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Which channel is largest, middle, smallest; what a hue may not lose. */
function order(colour: Colour): string {
  const names = ['r', 'g', 'b'] as const;
  const value = (name: (typeof names)[number]) => colour[names.indexOf(name)] ?? 0;
  return names.toSorted((a, b) => value(b) - value(a)).join('');
}

const channel = fc.double({ min: 0.001, max: 1.5, noNaN: true });
const colours = fc.tuple(channel, channel, channel);
const amounts = fc.integer({ min: -100, max: 100 });

const tones = { contrast, highlights, shadows } as const;

describe('tone curves', () => {
  test.each(Object.entries(tones))('%s rises everywhere and keeps the proportions of the channels', (_, make) => {
    fc.assert(
      fc.property(amounts, channel, channel, colours, (amount, y1, y2, colour) => {
        const adjustment = make(amount, srgb);
        const [low, high] = [Math.min(y1, y2), Math.max(y1, y2)];
        const grey = (y: number) => applied(adjustment, [y, y, y])[0];
        expect(grey(low)).toBeLessThanOrEqual(grey(high) + 1e-6);
        const after = applied(adjustment, colour);
        expect(after[0] / after[1]).toBeCloseTo(colour[0] / colour[1], 2);
        expect(order(after)).toBe(order(Float32Array.from(colour) as unknown as Colour));
      }),
    );
  });

  test.each(Object.entries(tones))('%s grows with its amount', (name, make) => {
    const y = name === 'shadows' ? 0.05 : 0.7;
    const results = [-100, -50, 50, 100].map((amount) => applied(make(amount, srgb), [y, y, y])[0]);
    expect(results).toEqual(results.toSorted((a, b) => a - b));
    expect(new Set(results).size).toBe(4);
  });

  test('contrast keeps black, mid-grey and white and is undone by its opposite', () => {
    const strong = contrast(60, srgb);
    for (const y of [0, 0.18, 1, 1.3]) expect(applied(strong, [y, y, y])[0]).toBeCloseTo(y, 6);
    const there = applied(strong, [0.4, 0.3, 0.02]);
    const back = applied(contrast(-60, srgb), there);
    expect(back.map((value) => value.toFixed(5))).toEqual(['0.40000', '0.30000', '0.02000']);
  });

  test('reference values', () => {
    expect(applied(contrast(100, srgb), [0.09, 0.09, 0.09])[0]).toBeCloseTo(0.045, 6);
    expect(applied(highlights(-100, srgb), [1, 1, 1])[0]).toBeCloseTo(2 ** -1.25, 6);
    expect(applied(highlights(-100, srgb), [0.15, 0.15, 0.15])[0]).toBeCloseTo(0.15, 7);
    expect(applied(shadows(100, srgb), [0.0001, 0.0001, 0.0001])[0]).toBeCloseTo(0.0001 * 2 ** 1.5, 5);
    expect(applied(shadows(100, srgb), [0.4, 0.4, 0.4])[0]).toBeCloseTo(0.4, 6);
  });
});

describe('exposure', () => {
  test('is a gain in linear light', () => {
    expect(applied(exposure(1), [0.1, 0.2, 0.6])).toEqual([...Float32Array.of(0.2, 0.4, 1.2)]);
  });

  test('and its opposite return the picture within a millionth, through the encoding', () => {
    fc.assert(
      fc.property(colours, fc.double({ min: -5, max: 5, noNaN: true }), (colour, ev) => {
        const values = Float32Array.from(colour);
        for (const stops of [ev, -ev]) {
          srgb.toLinear(values);
          exposure(stops).apply(values);
          srgb.fromLinear(values);
        }
        for (const [i, value] of values.entries()) expect(Math.abs(value - (colour[i] ?? 0))).toBeLessThan(1e-6);
      }),
    );
  });
});

describe('temperature and tint', () => {
  test('warm is more red and less blue, cool the other way, and grey keeps its luminance', () => {
    const warm = applied(temperature(40, srgb), [0.5, 0.5, 0.5]);
    const cool = applied(temperature(-40, srgb), [0.5, 0.5, 0.5]);
    expect(order(warm)).toBe('rgb');
    expect(order(cool)).toBe('bgr');
    expect(luminance(warm)).toBeCloseTo(0.5, 6);
    expect(luminance(cool)).toBeCloseTo(0.5, 6);
  });

  test('a full amount is daylight of 4103 K or 15 686 K', () => {
    // Computed apart from the CIE's formulas, xy (0.3778, 0.3811) and (0.2600, 0.2684), over D65.
    const [red, green, blue] = applied(temperature(100, srgb), [1, 1, 1]);
    expect([red / green, blue / green].map((ratio) => ratio.toFixed(4))).toEqual(['1.4463', '0.5527']);
    const cool = applied(temperature(-100, srgb), [1, 1, 1]);
    expect([cool[0] / cool[1], cool[2] / cool[1]].map((ratio) => ratio.toFixed(4))).toEqual(['0.7196', '1.6915']);
  });

  test('means the same light in a wider space', () => {
    const values = Float32Array.of(0.5, 0.5, 0.5);
    temperature(60, wide).apply(values);
    wide.fromLinear(values);
    wide.toSrgb(values);
    srgb.toLinear(values);
    const reference = applied(temperature(60, srgb), [0.5, 0.5, 0.5]);
    for (const [i, value] of values.entries()) expect(value).toBeCloseTo(reference[i] ?? 0, 2);
  });

  test('tint goes to magenta with positive amounts', () => {
    const [red, green, blue] = applied(tint(100, srgb), [0.5, 0.5, 0.5]);
    expect(red / green).toBeCloseTo(Math.SQRT2, 5);
    expect(red).toBe(blue);
    expect(luminance([red, green, blue])).toBeCloseTo(0.5, 6);
  });
});

describe('saturation and vibrance', () => {
  test.each([
    ['saturation', saturation],
    ['vibrance', vibrance],
  ] as const)('%s keeps luminance, grey and the order of the channels', (_, make) => {
    fc.assert(
      fc.property(colours, fc.integer({ min: -99, max: 100 }), (given, amount) => {
        const colour = [...Float32Array.from(given)] as unknown as Colour;
        const after = applied(make(amount, srgb), colour);
        expect(luminance(after)).toBeCloseTo(luminance(colour), 5);
        expect(applied(make(amount, srgb), [0.3, 0.3, 0.3]).map((value) => value.toFixed(6))).toEqual(
          Array(3).fill('0.300000'),
        );
        for (const [a, b] of [
          [0, 1],
          [1, 2],
          [0, 2],
        ] as const) {
          expect(Math.sign(after[a] - after[b]) * Math.sign(colour[a] - colour[b])).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  test('no saturation is the grey of the same luminance', () => {
    const [red, green, blue] = applied(saturation(-100, srgb), [0.8, 0.1, 0.3]);
    expect([red, green, blue].every((value) => Math.abs(value - luminance([0.8, 0.1, 0.3])) < 1e-6)).toBe(true);
  });

  test('vibrance moves pale colours more than strong ones, and skin less than leaves', () => {
    const gain = (colour: Colour) => {
      const after = applied(vibrance(50, srgb), colour);
      return (Math.max(...after) - Math.min(...after)) / (Math.max(...colour) - Math.min(...colour));
    };
    expect(gain([0.5, 0.45, 0.4])).toBeGreaterThan(gain([0.5, 0.2, 0.1]));
    expect(gain([0.4, 0.5, 0.3])).toBeGreaterThan(gain([0.5, 0.38333, 0.3]));
  });
});

test('an amount of nothing is no adjustment at all', () => {
  const nothing = [
    makeStep('exposure', { parameters: { ev: 0 } }),
    ...(['contrast', 'highlights', 'shadows', 'temperature', 'tint', 'saturation', 'vibrance', 'sharpen'] as const).map(
      (operation) => makeStep(operation, { parameters: { amount: 0 } }),
    ),
  ];
  expect(nothing.map((step) => makeAdjustment(step, srgb))).toEqual(Array(9).fill(null));
});
