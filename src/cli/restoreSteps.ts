import { assertPlaced, stepsOfPlan } from '../engine/instruction/planSteps.ts';
import { understand } from '../engine/instruction/understand.ts';
import { sentence } from '../shared/base/sentence.ts';
import { makeStep, type Step } from '../shared/model/recipe.ts';
import type { RestoreOptions } from './options.ts';
import type { Terminal } from './terminal.ts';
import type { Workbench } from './workbench.ts';

type StepOptions = Pick<RestoreOptions, 'instruction' | 'recipe' | 'mask'>;

/**
 * The steps to run: from the recipe, from the instruction, or, where neither is given, the blind restoration that finds
 * the fault by itself. Throws `declined` where the instruction gives no step, or a region that no mask stands for.
 */
export async function stepsFor(
  options: StepOptions,
  workbench: Workbench,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Step[]> {
  const steps = await plannedSteps(options, workbench, terminal, signal);
  return applyMask(steps, options.mask !== undefined);
}

async function plannedSteps(
  options: StepOptions,
  workbench: Workbench,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Step[]> {
  if (options.recipe !== undefined) {
    // Only who has a recipe waits for what reads one.
    const { recipeSteps } = await import('./presets.ts');
    return recipeSteps(options.recipe);
  }
  if (options.instruction === undefined) return [makeStep('auto')];
  const { plan } = await understand(options.instruction, workbench.encoder(), signal);
  const steps = stepsOfPlan(plan);
  if (plan.declined !== null) terminal.say(`${plan.declined.reason} ${plan.declined.suggestion}`);
  return steps;
}

/**
 * A given mask stands for whatever place the words name; where they name none, every step stays inside it. A step of a
 * recipe that carries a mask of its own keeps it.
 */
function applyMask(steps: readonly Step[], hasMask: boolean): Step[] {
  if (!hasMask) {
    assertPlaced(steps, sentence('said.giveMask'));
    return [...steps];
  }
  const namesPlace = steps.some((step) => step.region !== null);
  return steps.map((step) => {
    if (step.mask !== null) return step;
    if (step.region === null) return namesPlace ? step : { ...step, region: 'mask' };
    return typeof step.region === 'object' ? { ...step, region: 'mask' } : step;
  });
}
