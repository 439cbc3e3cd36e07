import type { Step } from '../../shared/model/recipe.ts';

/** A step of a recipe, ready to run. */
export interface ResolvedStep {
  readonly step: Step;
  /** The embedding of the step's words (256 numbers) for a step that runs a network; null for an adjustment. */
  readonly embedding: Float32Array | null;
}
