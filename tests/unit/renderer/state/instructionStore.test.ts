import { describe, expect, it } from 'vitest';
import { createInstructionStore } from '../../../../src/renderer/state/instructionStore.ts';

const plan = {
  steps: [
    { operation: 'denoise', parameters: {}, strength: 1, region: null, words: 'denoise', confidence: 1 } as const,
    { operation: 'dehaze', parameters: {}, strength: 1, region: null, words: 'dehaze', confidence: 1 } as const,
  ],
  declined: null,
};

function typed(text: string) {
  let keys = 0;
  const store = createInstructionStore(() => `chip-${(keys += 1)}`);
  store.getState().setText(text);
  return store;
}

describe('the sentence being typed', () => {
  it('ignores a plan for an older text', () => {
    const store = typed('denoise');
    store.getState().takePlan('deno', plan);
    expect(store.getState().chips).toEqual([]);
  });

  it('has no chips any more when it is emptied', () => {
    const store = typed('denoise');
    store.getState().takePlan('denoise', plan);
    store.getState().setText('  ');
    expect(store.getState().chips).toEqual([]);
  });

  it('moves a chip', () => {
    const store = typed('denoise');
    store.getState().takePlan('denoise', plan);
    store.getState().moveChip('chip-1', 1);
    expect(store.getState().chips.map(({ operation }) => operation)).toEqual(['dehaze', 'denoise']);
  });

  it('recalls earlier sentences and comes back to the empty bar', () => {
    const store = typed('denoise');
    store.getState().finish();
    store.getState().recall(1);
    const recalled = store.getState().text;
    store.getState().recall(-1);
    expect([recalled, store.getState().text]).toEqual(['denoise', '']);
  });
});
