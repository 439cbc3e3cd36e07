import { AppError } from '../shared/base/errors.ts';
import { type Sentence, sentence } from '../shared/base/sentence.ts';
import type { Diagnosis } from '../shared/model/diagnosis.ts';
import { makeStep, type Step } from '../shared/model/recipe.ts';
import type { PhotoPlan, PhotoPlanner } from './batch/photoPlan.ts';
import { type DiagnosisParts, diagnoseFile } from './diagnoseFile.ts';

/** More faults at once than a photo has in practice: either it is a wreck, or the diagnosis is wrong. */
const mostSteps = 3;

/**
 * The one place where the plan for many photos becomes the plan of one, for `patina restore`, `patina batch` and the
 * editor's queue. Where it was asked to find the faults, each photo is diagnosed and gets a chain of its own, its
 * strengths scaled by what was found; one with too much wrong is parked. Where nothing was found, the network looks for
 * itself: it was taught to leave sound photos alone. Other steps are done as asked. Without a diagnoser all is as asked.
 */
export function planPhoto(parts: DiagnosisParts): PhotoPlanner {
  return async (photo, steps, signal) => {
    const [asked] = steps;
    if (asked === undefined || !isAutomatic(steps)) return { steps };
    try {
      return planFor(await diagnoseFile(photo, parts, 'en', signal), asked);
    } catch (thrown) {
      if (thrown instanceof AppError && thrown.code === 'model-missing') return { steps };
      throw thrown;
    }
  };
}

/** True for steps that only say that the faults are to be found. */
export function isAutomatic(steps: readonly Step[]): boolean {
  const [only] = steps;
  return steps.length === 1 && only?.operation === 'auto' && only.enabled && only.words === '';
}

/** `asked` says where, and how strongly at most. */
function planFor({ plan, faults }: Diagnosis, asked: Step): PhotoPlan {
  if (plan.steps.length === 0) return { steps: [asked] };
  if (plan.steps.length > mostSteps) {
    return { parked: sentence('said.parked', { faults: faultsFound(faults) }) };
  }
  const { region, mask } = asked;
  return {
    steps: plan.steps.map(({ operation, parameters, strength, words }) =>
      makeStep(operation, { parameters, strength: strength * asked.strength, region, mask, words }),
    ),
  };
}

/** "strong noise, some haze", or that nothing was found. */
export function faultsFound(faults: Diagnosis['faults']): Sentence {
  const [first, ...others] = faults.map(({ operation, degree }) =>
    sentence(`fault.${degree}`, { fault: sentence(`fault.${operation}`) }),
  );
  if (first === undefined) return sentence('said.soundPhoto');
  return others.reduce((before, next) => sentence('said.list', { before, next }), first);
}
