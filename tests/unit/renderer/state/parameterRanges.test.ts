import { describe, expect, it } from 'vitest';
import { mainAmount, parameterControls, withMainAmount } from '../../../../src/renderer/state/parameterRanges.ts';
import { operationIds, operations } from '../../../../src/shared/model/operation.ts';

describe('controls from the schema of an operation', () => {
  it('gives a slider the range of the schema', () => {
    expect(parameterControls('exposure')).toEqual([
      { kind: 'range', name: 'ev', low: -5, high: 5, step: 0.05, usual: 0.5 },
    ]);
  });

  it('gives a choice where the schema lists values', () => {
    expect(parameterControls('upscale')).toEqual([{ kind: 'choice', name: 'factor', values: [2, 4], usual: 2 }]);
  });

  it.each(operationIds)('has a control for every parameter of %s', (id) => {
    const { shape } = operations[id].parameters;
    expect(parameterControls(id).map(({ name }) => name)).toEqual(Object.keys(shape));
  });
});

describe('the amount that matters about a step', () => {
  it('is the strength where an operation has no parameters, or none that says how much', () => {
    expect(mainAmount({ operation: 'dehaze', parameters: {}, strength: 0.4 }).value).toBe(0.4);
    expect(mainAmount({ operation: 'denoise', parameters: { leaveBelow: 20 }, strength: 0.4 }).value).toBe(0.4);
  });

  it('is the first parameter where it has some', () => {
    expect(mainAmount({ operation: 'exposure', parameters: { ev: -1 }, strength: 1 }).value).toBe(-1);
  });

  it('changes nothing else', () => {
    const step = { operation: 'sharpen', parameters: { amount: 80, radius: 2 }, strength: 0.5 } as const;
    expect(withMainAmount(step, 120)).toEqual({ parameters: { amount: 120, radius: 2 }, strength: 0.5 });
  });
});
