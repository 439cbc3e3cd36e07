import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StepId } from '../../../../src/shared/base/ids.ts';
import { applyEvent } from '../../../../src/shared/logic/applyEvent.ts';
import type { EditEvent } from '../../../../src/shared/logic/editEvent.ts';
import type { EditStep } from '../../../../src/shared/logic/editStep.ts';
import {
  append,
  canRedo,
  canUndo,
  type History,
  redo,
  startHistory,
  stepsOf,
  undo,
} from '../../../../src/shared/logic/history.ts';
import { makeStep } from '../../../../src/shared/model/recipe.ts';

const step = (id: string): EditStep => ({ ...makeStep('denoise'), id: id as StepId, name: null });
const added = (id: string, at = 99): EditEvent => ({ kind: 'added', steps: [step(id)], at });
const strength = (id: string, value: number): EditEvent => ({
  kind: 'changed',
  step: id as StepId,
  changes: { strength: value },
});
const stroke = { points: [1, 2, 1], size: 10, hardness: 1, flow: 1, erase: false };

const eventArbitrary: fc.Arbitrary<EditEvent> = fc.oneof(
  fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), at: fc.nat(5) }).map(({ id, at }) => added(id, at)),
  fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), value: fc.nat(10) }).map((x) => strength(x.id, x.value / 10)),
  fc
    .record({ id: fc.constantFrom('a', 'b', 'c', 'd'), to: fc.nat(5) })
    .map(({ id, to }): EditEvent => ({ kind: 'moved', step: id as StepId, to })),
  fc.constantFrom('a', 'b').map((id): EditEvent => ({ kind: 'removed', step: id as StepId })),
  fc.constantFrom('a', 'b').map((id): EditEvent => ({ kind: 'stroked', step: id as StepId, stroke, component: null })),
  fc
    .constantFrom('a', 'b')
    .map((id): EditEvent => ({ kind: 'maskChanged', step: id as StepId, changes: { inverted: true } })),
);
const actionArbitrary = fc.oneof(eventArbitrary, fc.constant('undo' as const), fc.constant('redo' as const));
const run = (history: History, action: EditEvent | 'undo' | 'redo'): History =>
  action === 'undo' ? undo(history) : action === 'redo' ? redo(history) : append(history, action);

describe('history', () => {
  it('moves only the head on undo and redo', () => {
    const history = append(append(startHistory(), added('a')), added('b'));
    const back = undo(history);
    expect(stepsOf(back).map((each) => each.id)).toEqual(['a']);
    expect([canUndo(back), canRedo(back)]).toEqual([true, true]);
    expect(stepsOf(redo(back))).toEqual(stepsOf(history));
  });

  it('opens a branch on an edit after undo and keeps both', () => {
    const branched = append(undo(append(append(startHistory(), added('a')), added('b'))), added('c'));
    expect(stepsOf(branched).map((each) => each.id)).toEqual(['a', 'c']);
    expect(branched.nodes.some((node) => node.steps.some((each) => each.id === 'b'))).toBe(true);
    expect(canRedo(branched)).toBe(false);
  });

  it('makes one entry of a gesture', () => {
    let history = append(startHistory(), added('a'));
    for (const value of [0.9, 0.5, 0.2]) history = append(history, strength('a', value), 'drag-1');
    expect(stepsOf(history)[0]?.strength).toBe(0.2);
    expect(stepsOf(undo(history))[0]?.strength).toBe(1);
    history = append(history, strength('a', 0.7), 'drag-2');
    expect(stepsOf(undo(history))[0]?.strength).toBe(0.2);
  });

  it('does not join a gesture that was undone in between', () => {
    const dragged = append(append(startHistory(), added('a')), strength('a', 0.5), 'drag');
    const again = append(undo(dragged), strength('a', 0.3), 'drag');
    expect(again.nodes).toHaveLength(4);
  });

  it('puts a step inside its mask with the first stroke', () => {
    const steps = applyEvent([step('a')], { kind: 'stroked', step: 'a' as StepId, stroke, component: null });
    expect(steps[0]).toMatchObject({
      region: 'mask',
      mask: { components: [{ kind: 'brush', strokes: [stroke] }], inverted: false },
    });
  });

  it('always holds the fold of its events, and undo then redo changes nothing', () => {
    fc.assert(
      fc.property(fc.array(actionArbitrary, { maxLength: 60 }), (actions) => {
        const history = actions.reduce(run, startHistory());
        const path: EditEvent[] = [];
        for (let at: number | null = history.head; at !== null; at = history.nodes[at]?.parent ?? null) {
          const event = history.nodes[at]?.event ?? null;
          if (event !== null) path.unshift(event);
        }
        expect(stepsOf(history)).toEqual(path.reduce(applyEvent, []));
        const there = canUndo(history) ? redo(undo(history)) : history;
        expect(stepsOf(there)).toEqual(stepsOf(history));
      }),
    );
  });

  it('forgets nothing: every state that was ever reached is still there', () => {
    fc.assert(
      fc.property(fc.array(actionArbitrary, { maxLength: 40 }), (actions) => {
        let history = startHistory();
        const reached = [stepsOf(history)];
        for (const action of actions) {
          history = run(history, action);
          reached.push(stepsOf(history));
        }
        const kept = new Set(history.nodes.map((node) => node.steps));
        expect(reached.every((steps) => kept.has(steps))).toBe(true);
      }),
    );
  });
});
