import * as fc from 'fast-check';
import { emptyMask, type Mask, type MaskComponent } from '../../../../src/shared/model/mask.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const common = {
  mode: fc.constantFrom('add' as const, 'add' as const, 'subtract' as const, 'intersect' as const),
  inverted: fc.boolean(),
};

/** Random components that reach over the edges of a picture of the given size. */
export function anyComponent(width: number, height: number): fc.Arbitrary<MaskComponent> {
  const x = between(-0.2 * width, 1.2 * width);
  const y = between(-0.2 * height, 1.2 * height);
  const box = { x, y, width: between(0, width), height: between(0, height), angle: between(-180, 180) };
  const stroke = fc.record({
    points: fc
      .array(fc.tuple(x, y, share), { minLength: 1, maxLength: 6 })
      .map((points) => points.flatMap((point) => [...point])),
    size: between(1, width / 2),
    hardness: share,
    flow: share,
    erase: fc.boolean(),
  });
  return fc.oneof(
    fc.record({ kind: fc.constant('brush' as const), ...common, strokes: fc.array(stroke, { maxLength: 5 }) }),
    fc.record({
      kind: fc.constant('lasso' as const),
      ...common,
      points: fc.array(fc.tuple(x, y), { minLength: 3, maxLength: 12 }).map((points) => points.flat()),
    }),
    fc.record({ kind: fc.constant('rectangle' as const), ...common, ...box }),
    fc.record({ kind: fc.constant('ellipse' as const), ...common, ...box }),
    fc.record({ kind: fc.constant('linear' as const), ...common, x, y, toX: x, toY: y }),
    fc.record({ kind: fc.constant('radial' as const), ...common, ...box, hardness: share }),
    fc.record({ kind: fc.constant('luminance' as const), ...common, low: share, high: share, softness: share }),
    fc.record({
      kind: fc.constant('colour' as const),
      ...common,
      red: share,
      green: share,
      blue: share,
      tolerance: between(0, 0.3),
      softness: between(0, 0.3),
    }),
  );
}

export function anyMask(width: number, height: number): fc.Arbitrary<Mask> {
  return fc.record({
    components: fc.array(anyComponent(width, height), { minLength: 1, maxLength: 4 }),
    name: fc.constant(''),
    grow: fc.oneof(fc.constant(0), fc.integer({ min: -20, max: 20 })),
    refine: fc.oneof(fc.constant(null), fc.integer({ min: 2, max: 40 })),
    feather: fc.oneof(fc.constant(0), between(0, 40)),
    inverted: fc.boolean(),
  });
}

export const maskOf = (...components: MaskComponent[]): Mask => ({ ...emptyMask, components });
