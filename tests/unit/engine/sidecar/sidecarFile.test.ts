import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { currentVersion, parseSidecar } from '../../../../src/engine/sidecar/sidecarFile.ts';
import { graftHistory } from '../../../../src/shared/logic/graftHistory.ts';
import { append, jump, startHistory, stepsAt, stepsOf, undo } from '../../../../src/shared/logic/history.ts';
import { historyOf, keptHistory, sidecarJsonSchema, sidecarSchema } from '../../../../src/shared/logic/sidecar.ts';
import { editStep } from '../../../support/openEditor.ts';

const folder = 'tests/fixtures/sidecars';
const read = (name: string) => readFileSync(join(folder, name), 'utf8');
const good = (text: string) => {
  const found = parseSidecar(text);
  if (found.state !== 'good') throw new Error(`The sidecar is ${found.state}.`);
  return found.sidecar;
};

/** What the state shown last was in every fixture: the same edit, written by each version. */
const mask = {
  components: [
    {
      kind: 'brush',
      mode: 'add',
      inverted: false,
      strokes: [{ points: [10, 12, 1, 40, 30, 0.5], size: 24, hardness: 0.5, flow: 1, erase: false }],
    },
    { kind: 'ellipse', mode: 'subtract', inverted: false, x: 30, y: 20, width: 12, height: 8, angle: 15 },
    { kind: 'luminance', mode: 'intersect', inverted: false, low: 0.2, high: 0.9, softness: 0.1 },
  ],
  name: 'her face',
  grow: 0,
  refine: null,
  feather: 4,
  inverted: false,
};
const masked = { region: 'mask', mask, enabled: true, name: null };
const expectedSteps = [
  { ...masked, id: 'step-b', operation: 'exposure', parameters: { ev: 0.4 }, strength: 1, words: '' },
  { ...masked, id: 'step-a', operation: 'denoise', parameters: {}, strength: 0.7, words: 'get the grain out' },
];

describe('a sidecar', () => {
  it.each(readdirSync(folder))('of every version that was ever written can be read: %s', (name) => {
    const history = historyOf(good(read(name)));
    expect(stepsOf(history)).toEqual(expectedSteps);
    expect(history.nodes.map(({ parent }) => parent)).toEqual([null, 0, 1, 2, 3, 4, 5, 6, 6, 8, 9]);
    expect(history.nodes.flatMap(({ name: state }) => state ?? [])).toEqual(['face only']);
    for (const state of history.nodes.keys()) expect(() => stepsAt(history, state)).not.toThrow();
  });

  it('has a fixture for every version up to the one that is written', () => {
    const versions = Array.from({ length: currentVersion }, (_, index) => `version-${index + 1}.patina`);
    expect(readdirSync(folder).toSorted()).toEqual(versions.toSorted());
  });

  it('is described by the schema that is published', () => {
    const published: unknown = JSON.parse(readFileSync('docs/sidecar.schema.json', 'utf8'));
    expect(published).toEqual(JSON.parse(JSON.stringify(sidecarJsonSchema())));
  });

  it('says what is wrong with it, and never throws', () => {
    const text = read('version-1.patina');
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.string({ maxLength: 3 }), (at, put) => {
        const found = parseSidecar(text.slice(0, at) + put + text.slice(at + put.length));
        if (found.state === 'good') historyOf(found.sidecar);
        else expect(found.state === 'newer' || (found.state === 'damaged' && found.reason.length > 0)).toBe(true);
      }),
    );
    expect(parseSidecar(text.replace('"version":1', `"version":${currentVersion + 1}`)).state).toBe('newer');
    expect(parseSidecar(text.replace('"head":8', '"head":99')).state).toBe('damaged');
    expect(parseSidecar(text.replace('"parent":1', '"parent":7')).state).toBe('damaged');
  });
});

/** A tree of edits from a list of numbers: each goes to some earlier state and adds a step there. */
function grown(history: ReturnType<typeof startHistory>, numbers: readonly number[]) {
  return numbers.reduce((tree, number) => {
    const at = jump(tree, number % tree.nodes.length);
    return append(at, { kind: 'added', steps: [editStep(`s-${number}`, 'exposure')], at: 0 });
  }, history);
}

describe('two edits of the same photo', () => {
  it('become one tree that has every state of both, and shows what was shown', () => {
    const numbers = fc.array(fc.nat(40), { maxLength: 25 });
    fc.assert(
      fc.property(numbers, numbers, numbers, (common, ours, theirs) => {
        const base = grown(startHistory(), common);
        const [one, two] = [grown(base, ours), grown(base, theirs)];
        const { history, places } = graftHistory(one, two);
        expect(stepsOf(history)).toEqual(stepsOf(one));
        for (const state of one.nodes.keys()) expect(stepsAt(history, state)).toEqual(stepsAt(one, state));
        for (const state of two.nodes.keys()) {
          expect(stepsAt(history, places[state] ?? -1)).toEqual(stepsAt(two, state));
        }
        expect(graftHistory(history, two).history).toBe(history);
        expect(sidecarSchema.shape.history.safeParse(keptHistory(history)).success).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('are the same after a way through a file', () => {
    const tree = undo(grown(startHistory(), [3, 9, 4, 1]));
    const file = JSON.parse(JSON.stringify(keptHistory(tree))) as ReturnType<typeof keptHistory>;
    expect(graftHistory(tree, historyOf({ history: sidecarSchema.shape.history.parse(file) })).history).toBe(tree);
  });
});
