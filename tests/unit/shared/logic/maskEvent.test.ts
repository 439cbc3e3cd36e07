import { describe, expect, it } from 'vitest';
import type { StepId } from '../../../../src/shared/base/ids.ts';
import { applyMaskEvent } from '../../../../src/shared/logic/applyMaskEvent.ts';
import { coalesce } from '../../../../src/shared/logic/coalesce.ts';
import type { EditStep } from '../../../../src/shared/logic/editStep.ts';
import { type MaskEvent, maskEventSchema } from '../../../../src/shared/logic/maskEvent.ts';
import { maskState } from '../../../../src/shared/logic/maskState.ts';
import { brushOf, type MaskComponent, maskSchema } from '../../../../src/shared/model/mask.ts';
import { makeStep } from '../../../../src/shared/model/recipe.ts';

const a = 'a' as StepId;
const b = 'b' as StepId;
const steps: EditStep[] = [a, b].map((id) => ({ ...makeStep('denoise'), id, name: null }));
const stroke = { points: [1, 2, 1], size: 10, hardness: 1, flow: 1, erase: false };
const ellipse: MaskComponent = {
  kind: 'ellipse',
  mode: 'add',
  inverted: false,
  x: 5,
  y: 6,
  width: 7,
  height: 8,
  angle: 0,
};
const run = (...events: MaskEvent[]) => events.reduce<readonly EditStep[]>(applyMaskEvent, steps);
const added: MaskEvent = { kind: 'componentAdded', step: a, component: ellipse };
const stroked = (component: number | null = null): MaskEvent => ({ kind: 'stroked', step: a, stroke, component });

describe('what happens to a mask', () => {
  it('puts strokes on the last brush, on a chosen one, or on a new one', () => {
    const kinds = (...events: MaskEvent[]) =>
      run(...events)[0]?.mask?.components.map((each) => (each.kind === 'brush' ? each.strokes.length : each.kind));
    expect(kinds(stroked(), stroked())).toEqual([2]);
    expect(kinds(stroked(), added, stroked())).toEqual([1, 'ellipse', 1]);
    expect(kinds(stroked(), added, stroked(0))).toEqual([2, 'ellipse']);
    expect(kinds(added, stroked(0))).toEqual(['ellipse']);
  });

  it('takes a step inside its mask, and everywhere again when the last component goes', () => {
    expect(run(added)[0]?.region).toBe('mask');
    expect(run(added, { kind: 'componentRemoved', step: a, index: 0 })[0]).toMatchObject({ mask: null, region: null });
    expect(run(added, { kind: 'maskCleared', step: a })[0]).toMatchObject({ mask: null, region: null });
  });

  it('keeps the strokes of a brush that is changed', () => {
    const changed: MaskEvent = {
      kind: 'componentChanged',
      step: a,
      index: 0,
      component: brushOf([], 'subtract'),
    };
    expect(run(stroked(), changed)[0]?.mask?.components).toEqual([brushOf([stroke], 'subtract')]);
  });

  it('orders components', () => {
    const order = (index: number, to: number) =>
      run(stroked(), added, { kind: 'componentMoved', step: a, index, to })[0]?.mask?.components.map(
        ({ kind }) => kind,
      );
    expect(order(1, 0)).toEqual(['ellipse', 'brush']);
    expect(order(0, 9)).toEqual(['ellipse', 'brush']);
    expect(order(7, 0)).toEqual(['brush', 'ellipse']);
  });

  it('copies the mask of another step as it is at that moment', () => {
    const taken = run(
      added,
      { kind: 'maskTaken', step: b, from: a },
      { kind: 'maskChanged', step: a, changes: { feather: 9 } },
    );
    expect(taken[1]).toMatchObject({ region: 'mask', mask: { feather: 0, components: [ellipse] } });
    expect(taken[0]?.mask?.feather).toBe(9);
  });

  it('leaves everything alone where there is nothing to change', () => {
    expect(run({ kind: 'componentRemoved', step: 'gone' as StepId, index: 0 })).toEqual(steps);
    expect(run({ kind: 'componentMoved', step: a, index: 3, to: 0 })[0]).toBe(steps[0]);
  });

  it('makes one event of a drag', () => {
    const change = (x: number): MaskEvent => ({
      kind: 'componentChanged',
      step: a,
      index: 0,
      component: { ...ellipse, x },
    });
    expect(coalesce(change(1), change(2))).toEqual(change(2));
    const set = (changes: object) => ({ kind: 'maskChanged', step: a, changes }) as MaskEvent;
    expect(coalesce(set({ feather: 1, name: 'sky' }), set({ feather: 2 }))).toEqual(set({ feather: 2, name: 'sky' }));
    expect(coalesce(change(1), { ...change(2), index: 1 } as MaskEvent)).toBeNull();
  });

  it('survives being written and read', () => {
    for (const event of [added, stroked(2)]) {
      expect(maskEventSchema.parse(JSON.parse(JSON.stringify(event)))).toEqual(event);
    }
  });
});

describe('a mask on its way', () => {
  it('is read as it was written before there were components', () => {
    expect(maskSchema.parse({ strokes: [stroke], inverted: true })).toEqual({
      components: [brushOf([stroke])],
      name: '',
      grow: 0,
      refine: null,
      feather: 0,
      inverted: true,
    });
  });

  it('is told about without its long lists', () => {
    const lasso: MaskComponent = { kind: 'lasso', mode: 'add', inverted: false, points: [1, 2, 11, 4, 5, 8] };
    const { components } = maskState(maskSchema.parse({ components: [brushOf([stroke, stroke]), lasso] }));
    expect(components).toMatchObject([
      { kind: 'brush', strokes: 2 },
      { kind: 'lasso', x: 6, y: 5, width: 10, height: 6 },
    ]);
  });

  it('is refused with strange numbers', () => {
    expect(maskSchema.safeParse({ components: [{ ...ellipse, width: -1 }] }).success).toBe(false);
    expect(maskSchema.safeParse({ components: [{ ...ellipse, points: [] }] }).success).toBe(false);
  });
});
