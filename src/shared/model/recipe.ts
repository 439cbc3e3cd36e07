import * as z from 'zod';
import { maskSchema } from './mask.ts';
import { type OperationId, operationIdSchema, operations } from './operation.ts';

/** Where a step applies: everywhere (null), inside or outside the mask, or a place in words that has no mask yet. */
export const regionSchema = z.union([
  z.null(),
  z.literal('mask'),
  z.literal('outside-mask'),
  z.strictObject({ words: z.string().min(1) }),
]);
export type Region = z.infer<typeof regionSchema>;

/** A step before its parameters are looked at. */
export const stepShape = z.strictObject({
  operation: operationIdSchema,
  parameters: z.record(z.string(), z.unknown()).default({}),
  /** A blend of result and input: 0 returns the input bit for bit, 1 the full result. */
  strength: z.number().min(0).max(1).default(1),
  region: regionSchema.default(null),
  /** The mask that `region` speaks of; null where there is none, or where it is given as a picture. */
  mask: maskSchema.nullable().default(null),
  enabled: z.boolean().default(true),
  /** The words the step came from; they condition the network. Empty: the operation's own sentence. */
  words: z.string().max(2000).default(''),
});

/** A step whose parameters have passed the schema of its own operation. */
export function withParameters<Shape extends z.infer<typeof stepShape>>(step: Shape, context: z.RefinementCtx) {
  const parsed = operations[step.operation].parameters.safeParse(step.parameters);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      context.addIssue({ code: 'custom', message: issue.message, path: ['parameters', ...issue.path] });
    }
    return z.NEVER;
  }
  const parameters = parsed.data satisfies Readonly<Record<string, number>>;
  return { ...step, parameters } as Omit<Shape, 'parameters'> & { parameters: typeof parameters };
}

/** One step of a recipe. The parameters are checked against the schema of the step's own operation. */
export const stepSchema = stepShape.transform(withParameters);
export type Step = Readonly<z.infer<typeof stepSchema>>;

/** The steps, those that can made to leave parts with less than `percent` of their fault as they are. */
export function leavingClean(steps: readonly Step[], percent: number | undefined): readonly Step[] {
  if (percent === undefined) return steps;
  return steps.map((step) =>
    'leaveBelow' in operations[step.operation].parameters.shape
      ? makeStep(step.operation, { ...step, parameters: { ...step.parameters, leaveBelow: percent } })
      : step,
  );
}

/** An ordered list of steps: the whole look of a picture, saved and run again as JSON. */
export const recipeSchema = z.strictObject({
  patina: z.literal('recipe'),
  version: z.literal(1),
  /** Of a preset. */
  name: z.string().min(1).max(80).optional(),
  steps: z.array(stepSchema).max(100),
});
export type Recipe = z.infer<typeof recipeSchema>;

/** A step with the defaults of its operation. */
export function makeStep(operation: OperationId, rest: Partial<z.input<typeof stepShape>> = {}): Step {
  return stepSchema.parse({ ...rest, operation });
}
