import { z } from 'zod';
import { documentIdSchema, stepIdSchema } from '../base/ids.ts';
import { brushMaskSchema, strokeSchema } from '../model/mask.ts';
import { pictureStateSchema } from './picture.ts';
import { defineService } from './service.ts';

const step = z.strictObject({ document: documentIdSchema, step: stepIdSchema });

/** The mask of a step. Each call is one entry of undo. */
export const maskService = defineService({
  methods: {
    get: { input: step, output: brushMaskSchema.nullable() },
    stroke: { input: step.extend({ stroke: strokeSchema }), output: pictureStateSchema },
    invert: { input: step, output: pictureStateSchema },
    clear: { input: step, output: pictureStateSchema },
  },
  events: {},
});
