import * as z from 'zod';
import { operationIdSchema } from './operation.ts';
import { regionSchema } from './recipe.ts';

/** One step as understood from a sentence; the JSON of `patina understand`. */
export const plannedStepSchema = z.strictObject({
  operation: operationIdSchema,
  parameters: z.record(z.string(), z.number()),
  strength: z.number().min(0).max(1),
  region: regionSchema,
  /** The part of the sentence that this step came from, as the user wrote it. */
  words: z.string(),
  confidence: z.number().min(0).max(1),
});
export type PlannedStep = z.infer<typeof plannedStepSchema>;

/** Why a sentence, or a part of it, gave no step, and what to say instead. */
export const declinedSchema = z.strictObject({ reason: z.string(), suggestion: z.string() });
export type Declined = z.infer<typeof declinedSchema>;

export const planSchema = z.strictObject({
  steps: z.array(plannedStepSchema),
  declined: declinedSchema.nullable(),
});
export type Plan = z.infer<typeof planSchema>;
