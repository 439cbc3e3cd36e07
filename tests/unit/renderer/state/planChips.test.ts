import { describe, expect, it } from 'vitest';
import { type Chip, mergePlan, moveEntry } from '../../../../src/renderer/state/planChips.ts';
import type { PlannedStep } from '../../../../src/shared/model/instruction.ts';

const planned = (changes: Partial<PlannedStep> = {}): PlannedStep => ({
  operation: 'denoise',
  parameters: {},
  strength: 0.7,
  region: null,
  words: 'get the grain out',
  confidence: 0.9,
  ...changes,
});
const chip = (key: string, changes: Partial<Chip> = {}): Chip => ({ ...planned(), key, edited: false, ...changes });

function merge(previous: readonly Chip[], steps: readonly PlannedStep[]): Chip[] {
  let made = 0;
  return mergePlan(previous, steps, () => `new-${(made += 1)}`);
}

describe('a plan that is read again while the sentence grows', () => {
  it('keeps the key of a chip of the same operation, so that it does not blink', () => {
    const merged = merge([chip('a', { words: 'get the gra' })], [planned()]);
    expect(merged.map(({ key }) => key)).toEqual(['a']);
  });

  it('keeps an amount that was set by hand as long as the words are the same', () => {
    const merged = merge([chip('a', { strength: 0.2, edited: true })], [planned({ strength: 0.7 })]);
    expect(merged[0]?.strength).toBe(0.2);
  });

  it('drops an amount that was set by hand when the words behind it change', () => {
    const merged = merge([chip('a', { strength: 0.2, edited: true })], [planned({ words: 'a lot less grain' })]);
    expect(merged[0]?.strength).toBe(0.7);
  });

  it('gives each of two equal operations a chip of its own', () => {
    const merged = merge([chip('a')], [planned(), planned({ words: 'and again' })]);
    expect(merged.map(({ key }) => key)).toEqual(['a', 'new-1']);
  });
});

describe('moving an entry of a list', () => {
  it('puts it where it is wanted', () => {
    expect(moveEntry(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
  });

  it('leaves the list alone where there is no such entry', () => {
    expect(moveEntry(['a'], 4, 0)).toEqual(['a']);
  });
});
