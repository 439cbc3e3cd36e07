import type { StepId } from '../base/ids.ts';
import type { Step } from '../model/recipe.ts';

/** A step of an open picture: the recipe's step with an identity and a name of the user's. */
export interface EditStep extends Step {
  readonly id: StepId;
  readonly name: string | null;
}

/** The steps of an open picture in the order in which they work; never changed in place. */
export type EditSteps = readonly EditStep[];
