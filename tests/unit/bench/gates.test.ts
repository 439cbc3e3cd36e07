import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { anchors } from '../../../bench/evaluation/anchors.ts';
import {
  cleanGates,
  driftGates,
  exportGates,
  exportKeys,
  gradientGates,
  halfGates,
  sentenceGate,
  tileGate,
} from '../../../bench/evaluation/gates.ts';
import { goalOf, goalSentence, levels, reached } from '../../../bench/evaluation/goals.ts';
import type { SetResult } from '../../../bench/evaluation/results.ts';
import { evaluationSets, mixtures } from '../../../bench/evaluation/sets.ts';

const still = { channel: 0.2, toTruth: 0.3, pixels: 0.01, shift: 0.1, picture: 'a.png' };

function setOf(changes: Partial<SetResult>): SetResult {
  return {
    set: 'bench jpeg10',
    task: 'dejpeg',
    sentence: '',
    pictures: 2,
    before: { psnr: 25, ssim: 0.8 },
    ours: { psnr: 26, ssim: 0.85 },
    goal: null,
    reached: null,
    papers: [],
    wrong: { pictures: 2, right: 26, sentences: {}, mean: 22 },
    drift: still,
    ...changes,
  };
}
const wrong = (right: number, mean: number) => ({ pictures: 2, right, sentences: {}, mean });

describe('goals', () => {
  it('belong to sets that are measured, as the papers’ figures do, and rise', () => {
    const names = [...evaluationSets, ...mixtures].map(({ name }) => name);
    expect(names.filter((name) => goalOf(name, 20) === null)).toEqual(['SOTS outdoor (2 pairs)']);
    expect(Object.keys(anchors).filter((name) => !names.includes(name))).toEqual([]);
    for (const name of names) {
      const goal = goalOf(name, 28);
      if (goal !== null)
        expect([name, levels.map((level) => goal[level])]).toEqual([
          name,
          levels.map((level) => goal[level]).sort((a, b) => a - b),
        ]);
    }
  });

  it('count from the input where they are gains, and are reached by what is printed', () => {
    const goal = goalOf('bench jpeg10', 25) ?? { must: 0, good: 0, dream: 0 };
    expect(goal.must).toBeCloseTo(25.8, 9);
    expect([25.794, 25.796, 26.3, 26.6].map((psnr) => reached(psnr, goal))).toEqual([null, 'must', 'good', 'dream']);
  });
});

it('says in a sentence how many goals are reached, and what the others miss', () => {
  const goal = { must: 30, good: 32, dream: 34 };
  const aimed = [
    { set: 'a', psnr: 33, goal, reached: 'good' as const },
    { set: 'b', psnr: 29.5, goal, reached: null },
    { set: 'c', psnr: 20, goal: null, reached: null },
  ];
  expect(goalSentence(aimed)).toBe(
    'Of 2 sets with a goal: must on 1, good on 1, dream on 0. Short of must: b by 0.50 dB.',
  );
  expect(goalSentence(aimed.slice(0, 1))).toBe(
    'Of 1 sets with a goal: must on 1, good on 1, dream on 0. None misses it.',
  );
});

describe('gates', () => {
  const photo = { picture: 'a.webp', psnr: 45, change: 1, noise: 1.2 };

  it('hold clean photos to 40 dB on average and each to its own noise', () => {
    const verdicts = (auto: (typeof photo)[]) =>
      cleanGates({ auto, told: [], drift: still }).map(({ passed }) => passed);
    expect(verdicts([photo])).toEqual([true, true, true]);
    expect(verdicts([photo, { ...photo, psnr: 34 }])).toEqual([false, true, true]);
    expect(verdicts([photo, { ...photo, change: 1.3 }])).toEqual([true, false, true]);
  });

  it('ask for three decibels between right and wrong, on average over the sets of each task', () => {
    const good = setOf({});
    expect(sentenceGate([good]).passed).toBe(true);
    const poor = setOf({ set: 'bench jpeg40', wrong: wrong(26, 23.5) });
    expect(sentenceGate([good, poor]).figures['dejpeg']).toBeCloseTo(3.25, 9);
    expect(sentenceGate([good, poor]).passed).toBe(true);
    const other = setOf({ set: 'bench rain', task: 'derain', wrong: wrong(30, 28) });
    expect(sentenceGate([good, other])).toMatchObject({ passed: false, said: 'below with derain 2.00' });
  });

  it.each([{ channel: -1.2 }, { channel: 1.2 }, { shift: 1.1 }])('fail where a picture drifts: %o', (change) => {
    expect(driftGates([setOf({})])[0]?.passed).toBe(true);
    expect(driftGates([setOf({}), setOf({ drift: { ...still, ...change } })])[0]?.passed).toBe(false);
    expect(driftGates([setOf({ task: 'dehaze', drift: null })])).toEqual([]);
  });

  it('fail where tiles cost or gain a tenth of a decibel, or seams and patterns are seen', () => {
    const loss = (tiled: number) => tileGate([{ task: 'denoise', whole: 30, tiled, largest: 2 }]).passed;
    expect([29.95, 29.85, 30.15].map(loss)).toEqual([true, false, false]);
    const steps = (seam: number, step: number) =>
      gradientGates([{ operation: 'denoise', seam, step }]).map(({ passed }) => passed);
    expect([steps(0.2, 0.8), steps(0.2, 3), steps(1.2, 3)]).toEqual([
      [true, true],
      [true, false],
      [false, false],
    ]);
  });

  it('say of half precision what was not measured', () => {
    const found = halfGates([
      { device: 'cpu', problem: null, byTask: { denoise: 49 } },
      { device: 'webgpu', problem: 'no adapter', byTask: {} },
    ]);
    expect(found.map(({ passed }) => passed)).toEqual([false, null]);
    expect(halfGates([{ device: 'cpu', problem: 'values that are not numbers', byTask: {} }])[0]?.passed).toBe(false);
  });

  it('take from the manifest what only the export can measure, by the names that it writes', () => {
    const verdicts = (parity: number, half: number, largest: number) =>
      exportGates({ [exportKeys.parity]: parity, [exportKeys.half]: half, [exportKeys.largest]: largest }).map(
        ({ passed }) => passed,
      );
    expect(verdicts(130, 80, 600)).toEqual([true, true]);
    expect([verdicts(59, 49, 600), verdicts(61, 51, 65504)]).toEqual([
      [false, false],
      [true, false],
    ]);
    expect(exportGates({}).map(({ passed }) => passed)).toEqual([null, null]);
    const source = readFileSync('training/restore/export/exactness.py', 'utf8');
    for (const key of Object.values(exportKeys)) expect(source).toContain(`"${key}"`);
  });
});
