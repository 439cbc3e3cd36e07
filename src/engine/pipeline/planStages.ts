import { invariant } from '../../shared/base/assert.ts';
import { AppError } from '../../shared/base/errors.ts';
import { rectOf, type Size } from '../../shared/base/geometry.ts';
import { sentence } from '../../shared/base/sentence.ts';
import { isRestoration, type OperationId } from '../../shared/model/operation.ts';
import type { Step } from '../../shared/model/recipe.ts';
import type { ColourSpace } from '../image/colourSpace.ts';
import type { Coverage } from '../mask/coverage.ts';
import { coveragePlane } from '../mask/coveragePlane.ts';
import type { MaskSamples } from '../mask/maskFile.ts';
import type { MaskRaster } from '../mask/maskRaster.ts';
import { scaledCoverage } from '../mask/scaledCoverage.ts';
import { makeAdjustment } from '../operations/makeAdjustment.ts';
import type { EnlargeFactor } from '../operations/upscale.ts';
import type { TileGeometry } from '../tiling/planTiles.ts';
import { planPasses } from './planPasses.ts';
import type { ResolvedStep } from './resolvedStep.ts';
import type { Stage } from './stage.ts';

export interface PlanInput {
  readonly steps: readonly ResolvedStep[];
  readonly size: Size;
  /** Draws the masks that steps carry themselves. */
  readonly masks: MaskRaster;
  /** For steps that speak of a mask and carry none. */
  readonly mask: MaskSamples | null;
  readonly colourSpace: ColourSpace;
  readonly geometry: (operation: OperationId) => TileGeometry;
}

/** What will be done, and how much larger the result is than the picture. */
export interface StagePlan {
  readonly stages: readonly Stage[];
  readonly factor: number;
}

/**
 * A recipe as stages. Steps that are off, have strength 0, an amount of nothing or an empty mask are gone: they return
 * their input bit for bit. Throws `usage` where a step speaks of a mask that is not there.
 */
export function planStages(input: PlanInput): StagePlan {
  const coverages = new Map<boolean, Coverage>();
  const coverageOf = (step: Step, position: number, factor: number): Coverage | null => {
    if (step.region === null) return null;
    if (step.mask !== null && typeof step.region === 'string') {
      return input.masks.coverage(step.mask, factor, step.region === 'outside-mask');
    }
    const samples = maskFor(step, position, input.mask);
    const isInverted = step.region === 'outside-mask';
    const plane = coverages.get(isInverted) ?? coveragePlane(input.size, samples.samples, isInverted);
    coverages.set(isInverted, plane);
    return scaledCoverage(plane, factor);
  };

  const stages: Stage[] = [];
  let factor = 1;
  for (const [position, { step, embedding }] of input.steps.entries()) {
    if (!step.enabled || step.strength === 0) continue;
    const size = { width: input.size.width * factor, height: input.size.height * factor };
    const own = enlargementOf(step);
    const coverage = coverageOf(step, position, factor * own);
    if (coverage?.touches(rectOf(coverage)) === false) continue;
    const { strength, operation } = step;
    if (isRestoration(operation)) {
      invariant(embedding !== null, `${operation} comes with the embedding of its words`);
      const passes = planPasses(size, own, input.geometry(operation), coverage);
      const leaveBelow = leaveBelowOf(step);
      stages.push({ kind: 'network', operation, embedding, strength, coverage, factor: own, leaveBelow, passes });
      factor *= own;
    } else {
      const adjustment = makeAdjustment(step, input.colourSpace);
      if (adjustment !== null) stages.push({ kind: 'adjustment', adjustment, strength, coverage });
    }
  }
  return { stages, factor };
}

/** How much larger a step makes the picture. */
function enlargementOf(step: Step): 1 | EnlargeFactor {
  return 'factor' in step.parameters ? step.parameters.factor : 1;
}

/** The severity, 0..1, below which a step leaves tiles as they are; 0 where it restores all. */
export function leaveBelowOf({ parameters }: Pick<Step, 'parameters'>): number {
  return 'leaveBelow' in parameters ? (parameters.leaveBelow ?? 0) / 100 : 0;
}

function maskFor(step: Step, position: number, mask: MaskSamples | null): MaskSamples {
  if (typeof step.region === 'object' && step.region !== null) {
    throw new AppError('usage', sentence('said.maskOfPlace', { step: position + 1, words: step.region.words }));
  }
  if (mask === null) {
    throw new AppError('usage', sentence('said.maskOfSelection', { step: position + 1 }));
  }
  return mask;
}
