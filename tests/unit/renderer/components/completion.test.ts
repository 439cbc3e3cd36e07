import { expect, it } from 'vitest';
import { completionOf } from '../../../../src/renderer/components/instruction/useCompletion.ts';

it('completes a sentence that starts like an earlier one', () => {
  expect(completionOf('get the', ['clear the haze', 'Get the grain out'])).toBe(' grain out');
});

it('offers nothing for a single letter', () => {
  expect(completionOf('g', ['get the grain out'])).toBe('');
});
