import type { StepId } from '../base/ids.ts';
import type { BrushMask } from '../model/mask.ts';
import type { Step } from '../model/recipe.ts';

/** A step of an open picture: the recipe's step with an identity, a name of the user's, and its mask as vectors. */
export interface EditStep extends Step {
  readonly id: StepId;
  readonly name: string | null;
  readonly mask: BrushMask | null;
}

/** The steps of an open picture in the order in which they work; never changed in place. */
export type EditSteps = readonly EditStep[];
