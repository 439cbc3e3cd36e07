import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawnShape } from '../../../../src/renderer/tools/drawnShape.ts';
import { dragged, type Handle, handlesOf, type Placed } from '../../../../src/renderer/tools/shapeGeometry.ts';
import { strokeTarget } from '../../../../src/renderer/tools/strokeTarget.ts';
import { maskState } from '../../../../src/shared/logic/maskState.ts';
import { brushOf, emptyMask, type MaskComponent } from '../../../../src/shared/model/mask.ts';

const place = fc.double({ min: -500, max: 500, noNaN: true });
const box = fc.record({
  kind: fc.constantFrom('rectangle' as const, 'ellipse' as const),
  mode: fc.constant('add' as const),
  inverted: fc.constant(false),
  x: place,
  y: place,
  width: fc.double({ min: 5, max: 300, noNaN: true }),
  height: fc.double({ min: 5, max: 300, noNaN: true }),
  angle: fc.double({ min: -180, max: 180, noNaN: true }),
});
const handle = (component: Placed, id: Handle['id'], at = 0): Handle => {
  const found = handlesOf(component, 1).filter((each) => each.id === id)[at];
  if (found === undefined) throw new Error(`There is no handle ${id}.`);
  return found;
};

describe('a shape in the hand', () => {
  it('spans the drag in any direction', () => {
    const shape = drawnShape('rectangle', 'add', { x: 50, y: 40 }, { x: 10, y: 100 }, false);
    expect(shape).toMatchObject({ x: 30, y: 70, width: 40, height: 60 });
    expect(drawnShape('ellipse', 'add', { x: 0, y: 0 }, { x: -30, y: 10 }, true)).toMatchObject({
      width: 30,
      height: 30,
    });
    expect(drawnShape('radial', 'add', { x: 5, y: 6 }, { x: 25, y: 16 }, false)).toMatchObject({
      x: 5,
      y: 6,
      width: 40,
      height: 20,
    });
  });

  it('follows a corner and leaves the opposite one where it is', () => {
    fc.assert(
      fc.property(box, fc.nat(3), place, place, (shape, corner, x, y) => {
        const now = dragged(shape, handle(shape, 'corner', corner), { x, y }, false);
        const opposite = (corner + 2) % 4;
        const [before, after] = [handle(shape, 'corner', opposite).at, handle(now, 'corner', opposite).at];
        expect(after.x).toBeCloseTo(before.x, 5);
        expect(after.y).toBeCloseTo(before.y, 5);
      }),
    );
  });

  it('keeps its proportions with Shift', () => {
    fc.assert(
      fc.property(box, place, place, (shape, x, y) => {
        const now = dragged(shape, handle(shape, 'corner'), { x, y }, true) as typeof shape;
        expect(now.width / now.height).toBeCloseTo(shape.width / shape.height, 5);
      }),
    );
  });

  it('turns its knob to the pointer', () => {
    fc.assert(
      fc.property(box, place, place, (shape, x, y) => {
        fc.pre(Math.hypot(x - shape.x, y - shape.y) > 1);
        const now = dragged(shape, handle(shape, 'turn'), { x, y }, false);
        const knob = handle(now, 'turn').at;
        const cross = (knob.x - shape.x) * (y - shape.y) - (knob.y - shape.y) * (x - shape.x);
        const dot = (knob.x - shape.x) * (x - shape.x) + (knob.y - shape.y) * (y - shape.y);
        expect(Math.atan2(cross, dot)).toBeCloseTo(0, 6);
      }),
    );
  });

  it('moves as a whole', () => {
    const linear = drawnShape('linear', 'add', { x: 0, y: 0 }, { x: 100, y: 0 }, false) as Placed;
    expect(dragged(linear, handle(linear, 'move'), { x: 60, y: 20 }, false)).toMatchObject({
      x: 10,
      y: 20,
      toX: 110,
      toY: 20,
    });
  });
});

describe('a stroke', () => {
  const stroke = { points: [1, 2, 1], size: 10, hardness: 1, flow: 1, erase: false };
  const erasing = { ...stroke, erase: true };
  const ellipse: MaskComponent = {
    kind: 'ellipse',
    mode: 'add',
    inverted: false,
    x: 0,
    y: 0,
    width: 9,
    height: 9,
    angle: 0,
  };
  const state = (components: MaskComponent[], inverted = false) => maskState({ ...emptyMask, components, inverted });

  it('goes to the last brush, or the chosen one, or a new one', () => {
    expect(strokeTarget(null, null, stroke)).toEqual({ kind: 'stroke', component: null, stroke });
    expect(strokeTarget(state([brushOf([]), ellipse]), null, stroke)).toMatchObject({ component: null });
    expect(strokeTarget(state([brushOf([]), ellipse]), 0, stroke)).toMatchObject({ component: 0 });
    expect(strokeTarget(state([ellipse, brushOf([])]), 0, stroke)).toMatchObject({ component: 1 });
  });

  it('takes from what is no brush by a brush that subtracts', () => {
    expect(strokeTarget(state([ellipse]), null, erasing)).toEqual({
      kind: 'component',
      component: brushOf([stroke], 'subtract'),
    });
  });

  it('does on the screen what it says, whatever is turned inside out', () => {
    const eraseOf = (components: MaskComponent[], inverted: boolean): unknown => {
      const target = strokeTarget(state(components, inverted), null, stroke);
      return target.kind === 'stroke' ? target.stroke.erase : target.kind;
    };
    expect(eraseOf([brushOf([])], true)).toBe(true);
    expect(eraseOf([brushOf([], 'subtract')], false)).toBe(true);
    expect(eraseOf([brushOf([], 'subtract')], true)).toBe(false);
    expect(eraseOf([{ ...brushOf([]), inverted: true }], false)).toBe(true);
    expect(eraseOf([ellipse], true)).toBe('component');
  });
});
