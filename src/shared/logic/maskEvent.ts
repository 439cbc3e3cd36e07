/** What can happen to the mask of a step. */
import { z } from 'zod';
import { stepIdSchema } from '../base/ids.ts';
import { strokeSchema } from '../model/mask.ts';

const step = { step: stepIdSchema };

export const maskEventSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('stroked'), ...step, stroke: strokeSchema }),
  z.strictObject({ kind: z.literal('maskInverted'), ...step }),
  z.strictObject({ kind: z.literal('maskCleared'), ...step }),
]);
export type MaskEvent = z.infer<typeof maskEventSchema>;
