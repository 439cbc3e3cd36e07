import * as z from 'zod';
import { type StepId, stepIdSchema } from '../base/ids.ts';
import { type Step, stepShape, withParameters } from '../model/recipe.ts';

/** A step of an open picture: the recipe's step with an identity and a name of the user's. */
export interface EditStep extends Step {
  readonly id: StepId;
  readonly name: string | null;
}

/** The steps of an open picture in the order in which they work; never changed in place. */
export type EditSteps = readonly EditStep[];

/** A step as it is kept, checked against the schema of its own operation. */
export const editStepSchema = stepShape
  .extend({ id: stepIdSchema, name: z.string().max(80).nullable() })
  .transform(withParameters);
