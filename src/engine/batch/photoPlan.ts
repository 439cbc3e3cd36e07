import type { Sentence } from '../../shared/base/sentence.ts';
import type { Step } from '../../shared/model/recipe.ts';

/** What is to be done to one photo of many: its own steps, or why somebody should look at it first. */
export type PhotoPlan = { readonly steps: readonly Step[] } | { readonly parked: Sentence };

/**
 * Makes the plan of one photo from what was asked for all of them. A photo that the steps would spoil is parked with a
 * sentence that says why. Rejects with AppError where the photo cannot be looked at.
 */
export type PhotoPlanner = (photo: string, steps: readonly Step[], signal: AbortSignal) => Promise<PhotoPlan>;
