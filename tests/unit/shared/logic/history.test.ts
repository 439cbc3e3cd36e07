import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StepId } from '../../../../src/shared/base/ids.ts';
import { applyEvent } from '../../../../src/shared/logic/applyEvent.ts';
import type { EditEvent } from '../../../../src/shared/logic/editEvent.ts';
import type { EditStep, EditSteps } from '../../../../src/shared/logic/editStep.ts';
import {
  append,
  canRedo,
  canUndo,
  type History,
  jump,
  nameState,
  redo,
  startHistory,
  stepsAt,
  stepsOf,
  undo,
} from '../../../../src/shared/logic/history.ts';
import { historyLines, pathOf, tipsOf } from '../../../../src/shared/logic/historyLine.ts';
import { packHistory, unpackHistory } from '../../../../src/shared/logic/packHistory.ts';
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
type Action = EditEvent | 'undo' | 'redo' | { readonly jump: number };
const actionArbitrary: fc.Arbitrary<Action> = fc.oneof(
  { weight: 4, arbitrary: eventArbitrary },
  fc.constant('undo' as const),
  fc.constant('redo' as const),
  fc.nat(200).map((to) => ({ jump: to })),
);
function run(history: History, action: Action): History {
  if (action === 'undo') return undo(history);
  if (action === 'redo') return redo(history);
  return 'jump' in action ? jump(history, action.jump % history.nodes.length) : append(history, action);
}
/** The steps of a state from nothing: every event from the beginning on. */
function recomputed(history: History, state: number): EditSteps {
  const path: EditEvent[] = [];
  for (let at: number | null = state; at !== null; at = history.nodes[at]?.parent ?? null) {
    const event = history.nodes[at]?.event ?? null;
    if (event !== null) path.unshift(event);
  }
  return path.reduce<EditSteps>(applyEvent, []);
}

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
    expect(stepsAt(branched, 2).map((each) => each.id)).toEqual(['a', 'b']);
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
        expect(stepsOf(history)).toEqual(recomputed(history, history.head));
        const there = canUndo(history) ? redo(undo(history)) : history;
        expect(stepsOf(there)).toEqual(stepsOf(history));
      }),
    );
  });

  it('forgets nothing: every state that was ever reached is still there, and can be gone back to', () => {
    fc.assert(
      fc.property(fc.array(actionArbitrary, { maxLength: 200 }), (actions) => {
        let history = startHistory();
        const reached: [number, EditSteps][] = [[0, stepsOf(history)]];
        for (const action of actions) {
          history = run(history, action);
          reached.push([history.head, stepsOf(history)]);
        }
        for (const [state, steps] of reached) {
          expect(stepsAt(history, state)).toEqual(steps);
          expect(stepsOf(jump(history, state))).toEqual(recomputed(history, state));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('goes on from a jump as it did before: undo leads to the beginning, redo back', () => {
    fc.assert(
      fc.property(fc.array(actionArbitrary, { maxLength: 60 }), fc.nat(200), (actions, to) => {
        const history = actions.reduce(run, startHistory());
        const jumped = jump(history, to % history.nodes.length);
        let back = jumped;
        while (canUndo(back)) back = undo(back);
        expect(stepsOf(back)).toEqual([]);
        while (back.head !== jumped.head) back = redo(back);
        expect(stepsOf(back)).toEqual(stepsOf(jumped));
      }),
    );
  });

  it('keeps the name of a state apart from gestures that go on', () => {
    const dragged = append(append(startHistory(), added('a')), strength('a', 0.5), 'drag');
    const named = append(nameState(dragged, 2, 'softer'), strength('a', 0.3), 'drag');
    expect(named.nodes[2]?.name).toBe('softer');
    expect(stepsAt(named, 2)[0]?.strength).toBe(0.5);
    expect(stepsOf(named)[0]?.strength).toBe(0.3);
  });

  it('is the same after it was packed and unpacked, whole or in changes', () => {
    fc.assert(
      fc.property(fc.array(actionArbitrary, { maxLength: 150 }), fc.nat(150), (actions, first) => {
        const early = actions.slice(0, first).reduce(run, startHistory());
        const late = actions.slice(first).reduce(run, early);
        const whole = packHistory(early, null).history.nodes;
        const { from, history } = packHistory(late, early);
        expect(unpackHistory({ ...history, nodes: [...whole.slice(0, from), ...history.nodes] })).toEqual(late);
      }),
      { numRuns: 40 },
    );
  });

  it('has no state for a setting that is set to what it is', () => {
    const one = append(append(startHistory(), added('a')), strength('a', 0.5));
    expect(append(one, strength('a', 0.5))).toBe(one);
    expect(append(one, strength('a', 0.6))).not.toBe(one);
  });

  it('says in a line what happened, and where the branches end', () => {
    const one = append(append(startHistory(), added('a')), strength('a', 0.5));
    const two = append(undo(one), { kind: 'removed', step: 'a' as StepId });
    const lines = historyLines(two);
    expect(lines.map(({ kind, operations, setting, value }) => [kind, operations, setting, value])).toEqual([
      [null, [], null, null],
      ['added', ['denoise'], null, null],
      ['changed', ['denoise'], 'strength', 0.5],
      ['removed', ['denoise'], null, null],
    ]);
    expect(tipsOf(lines)).toEqual([2, 3]);
    expect(pathOf(lines, 1)).toEqual([0, 1, 3]);
  });
});
