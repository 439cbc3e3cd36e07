/** What can happen to the mask of a step. */
import * as z from 'zod';
import { stepIdSchema } from '../base/ids.ts';
import { maskComponentSchema, maskSettingsSchema, strokeSchema } from '../model/mask.ts';

const step = { step: stepIdSchema };
const index = z.number().int().nonnegative();

/** A stroke goes to the brush component number `component`; null: to the last one if it is a brush, else to a new one. */
const strokedSchema = z.strictObject({
  kind: z.literal('stroked'),
  ...step,
  stroke: strokeSchema,
  component: index.nullable(),
});
const componentAddedSchema = z.strictObject({
  kind: z.literal('componentAdded'),
  ...step,
  component: maskComponentSchema,
});
/** The component as it is from now on; of a brush the strokes stay. */
const componentChangedSchema = z.strictObject({
  kind: z.literal('componentChanged'),
  ...step,
  index,
  component: maskComponentSchema,
});
const componentMovedSchema = z.strictObject({ kind: z.literal('componentMoved'), ...step, index, to: index });
const componentRemovedSchema = z.strictObject({ kind: z.literal('componentRemoved'), ...step, index });
const maskChangedSchema = z.strictObject({
  kind: z.literal('maskChanged'),
  ...step,
  changes: maskSettingsSchema.partial(),
});
/** Takes the mask that the step `from` has at this moment. */
const maskTakenSchema = z.strictObject({ kind: z.literal('maskTaken'), ...step, from: stepIdSchema });
const maskClearedSchema = z.strictObject({ kind: z.literal('maskCleared'), ...step });

export const maskEventSchema = z.discriminatedUnion('kind', [
  strokedSchema,
  componentAddedSchema,
  componentChangedSchema,
  componentMovedSchema,
  componentRemovedSchema,
  maskChangedSchema,
  maskTakenSchema,
  maskClearedSchema,
]);
export type MaskEvent = z.infer<typeof maskEventSchema>;
export type MaskChanges = Extract<MaskEvent, { kind: 'maskChanged' }>['changes'];
