import * as z from 'zod';
import { documentIdSchema, stepIdSchema } from '../base/ids.ts';
import { operationIdSchema } from '../model/operation.ts';
import { regionSchema } from '../model/recipe.ts';
import { pictureStateSchema } from './picture.ts';
import { defineService } from './service.ts';

const parameterName = z.string().regex(/^[a-zA-Z]{1,40}$/);

/** A step to be added, as understood from a sentence or picked by hand. */
export const newStepSchema = z.strictObject({
  operation: operationIdSchema,
  parameters: z.record(parameterName, z.number()).default({}),
  strength: z.number().min(0).max(1).default(1),
  region: regionSchema.default(null),
  words: z.string().max(2000).default(''),
  /** The step whose mask the new one takes along, or null. */
  maskFrom: stepIdSchema.nullable().default(null),
});

const document = z.strictObject({ document: documentIdSchema });
const step = document.extend({ step: stepIdSchema });

/** Editing the steps. Every call answers with the whole new state; nothing is computed before `work.run`. */
export const editService = defineService({
  methods: {
    add: {
      input: document.extend({
        steps: z.array(newStepSchema).min(1).max(50),
        at: z.number().int().nonnegative().nullable(),
      }),
      output: pictureStateSchema,
    },
    change: {
      input: step.extend({
        changes: z
          .strictObject({
            parameters: z.record(parameterName, z.number()),
            strength: z.number().min(0).max(1),
            enabled: z.boolean(),
            region: regionSchema,
            name: z.string().max(80).nullable(),
          })
          .partial(),
        /** Calls with the same gesture, e.g. one drag of a slider, become one entry of undo. */
        gesture: z.string().max(64).nullable(),
      }),
      output: pictureStateSchema,
    },
    move: { input: step.extend({ to: z.number().int().nonnegative() }), output: pictureStateSchema },
    remove: { input: step, output: pictureStateSchema },
    undo: { input: document, output: pictureStateSchema },
    redo: { input: document, output: pictureStateSchema },
  },
  events: {},
});
