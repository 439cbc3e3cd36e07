import { AppError } from '../../shared/base/errors.ts';
import { type Sentence, sentence } from '../../shared/base/sentence.ts';
import type { Plan } from '../../shared/model/instruction.ts';
import { makeStep, type Step } from '../../shared/model/recipe.ts';

/** The steps of a plan. Throws `declined`, with the plan's own reason, where there are none. */
export function stepsOfPlan({ steps, declined }: Plan): Step[] {
  if (declined !== null && steps.length === 0) {
    throw new AppError(
      'declined',
      sentence('said.asItIs', { text: `${declined.reason} ${declined.suggestion}`.trim() }),
    );
  }
  return steps.map(({ operation, parameters, strength, region, words }) =>
    makeStep(operation, { parameters, strength, region, words }),
  );
}

/**
 * Throws `declined` where a step speaks of a place and no mask says where that is.
 * @param wayOut how a mask can be given here
 */
export function assertPlaced(steps: readonly Step[], wayOut: Sentence): void {
  const open = steps.find((step) => step.enabled && step.region !== null && step.mask === null);
  if (open === undefined) return;
  const words = typeof open.region === 'object' ? open.region?.words : undefined;
  throw new AppError(
    'declined',
    words === undefined
      ? sentence('said.selectionUnknown', { wayOut })
      : sentence('said.placeUnknown', { words, wayOut }),
  );
}
