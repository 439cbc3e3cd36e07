import * as z from 'zod';
import { planSchema } from './instruction.ts';
import { restorationTasks } from './operation.ts';

/** How much of a fault there is, as it is said to people. */
export const degrees = ['light', 'clear', 'strong'] as const;
export type Degree = (typeof degrees)[number];

const severityRange = z.number().min(0).max(1);

/** A fault that was found, by the operation that undoes it. */
export const foundFaultSchema = z.strictObject({
  operation: z.enum(restorationTasks),
  severity: severityRange,
  degree: z.enum(degrees),
});
export type FoundFault = z.infer<typeof foundFaultSchema>;

/** What is wrong with a picture, and what could be done about it; the JSON of `patina diagnose`. */
export const diagnosisSchema = z.strictObject({
  /** Worst first; none where the picture is sound. */
  faults: z.array(foundFaultSchema),
  /** The proposal as a sentence in the user's language, empty where there is none; `plan` is how it is understood. */
  sentence: z.string(),
  plan: planSchema,
  /** Of every fault, found or not: 0 is not there, 1 is as bad as it gets. */
  severities: z.record(z.enum(restorationTasks), severityRange),
});
export type Diagnosis = z.infer<typeof diagnosisSchema>;

const clearFrom = 0.45;
const strongFrom = 0.7;

/** The word for a severity of a fault that was found. */
export function degreeOf(severity: number): Degree {
  if (severity >= strongFrom) return 'strong';
  return severity >= clearFrom ? 'clear' : 'light';
}
