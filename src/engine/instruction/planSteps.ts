import { AppError } from '../../shared/base/errors.ts';
import type { Plan } from '../../shared/model/instruction.ts';
import { makeStep, type Step } from '../../shared/model/recipe.ts';

/** The steps of a plan. Throws `declined`, with the plan's own reason, where there are none. */
export function stepsOfPlan({ steps, declined }: Plan): Step[] {
  if (declined !== null && steps.length === 0) {
    throw new AppError('declined', `${declined.reason} ${declined.suggestion}`);
  }
  return steps.map(({ operation, parameters, strength, region, words }) =>
    makeStep(operation, { parameters, strength, region, words }),
  );
}

/**
 * Throws `declined` where a step speaks of a place and no mask says where that is.
 * @param wayOut how a mask can be given here, as a sentence
 */
export function assertPlaced(steps: readonly Step[], wayOut: string): void {
  const open = steps.find((step) => step.enabled && step.region !== null && step.mask === null);
  if (open === undefined) return;
  const place = typeof open.region === 'object' ? `"${open.region?.words ?? ''}"` : 'a selection';
  throw new AppError('declined', `The instruction speaks of ${place}, but no mask says where that is. ${wayOut}`);
}
