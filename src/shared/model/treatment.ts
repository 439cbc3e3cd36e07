import * as z from 'zod';

/** What is asked for, for one photo or for many: that the network finds the faults by itself, a preset, or a sentence. */
export const treatmentSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('automatic') }),
  z.strictObject({ kind: z.literal('preset'), name: z.string().trim().min(1).max(80) }),
  z.strictObject({ kind: z.literal('instruction'), text: z.string().trim().min(1).max(2000) }),
]);
export type Treatment = z.infer<typeof treatmentSchema>;

/** A treatment, or the one that the user has chosen as the usual one. */
export const treatmentChoiceSchema = z.union([treatmentSchema, z.strictObject({ kind: z.literal('usual') })]);
export type TreatmentChoice = z.infer<typeof treatmentChoiceSchema>;
