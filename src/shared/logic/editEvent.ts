import * as z from 'zod';
import { stepIdSchema } from '../base/ids.ts';
import { regionSchema } from '../model/recipe.ts';
import { type EditStep, editStepSchema } from './editStep.ts';
import { maskEventSchema } from './maskEvent.ts';

/** Settings of a step that may change; what is absent stays. Parameters are merged, not replaced. */
export type StepChanges = Partial<Pick<EditStep, 'parameters' | 'strength' | 'enabled' | 'region' | 'name'>>;

const step = { step: stepIdSchema };
const place = z.number().int().nonnegative();

const stepChangesSchema = z
  .strictObject({
    parameters: z.record(z.string(), z.number()),
    strength: z.number().min(0).max(1),
    enabled: z.boolean(),
    region: regionSchema,
    name: z.string().max(80).nullable(),
  })
  .partial()
  // Written by the editor after it was checked against the step's own operation.
  .transform((changes) => changes as StepChanges);

/** One thing that happened to the steps of a picture, as it is kept. */
export const editEventSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('added'), steps: z.array(editStepSchema).max(100), at: place }),
  z.strictObject({ kind: z.literal('changed'), ...step, changes: stepChangesSchema }),
  z.strictObject({ kind: z.literal('moved'), ...step, to: place }),
  z.strictObject({ kind: z.literal('removed'), ...step }),
  ...maskEventSchema.options,
]);

/** One thing that happened to the steps of a picture. */
export type EditEvent = Readonly<z.infer<typeof editEventSchema>>;
