import * as z from 'zod';
import { planSchema } from '../model/instruction.ts';
import { languages } from '../model/operation.ts';
import { defineService } from './service.ts';

/** Sentences to plans. A call that is overtaken by the next keystroke is cancelled by its caller. */
export const instructionService = defineService({
  methods: {
    understand: {
      input: z.strictObject({
        text: z.string().max(4000),
        /** Of the picture's masks: places that the sentence may speak of. */
        names: z.array(z.string().max(80)).max(100).default([]),
        /** Of a refusal. */
        language: z.enum(languages).default('en'),
      }),
      output: planSchema,
    },
  },
  events: {},
});
