import * as z from 'zod';
import { documentIdSchema, stepIdSchema } from '../base/ids.ts';
import { maskComponentSchema, maskSchema, maskSettingsSchema, strokeSchema } from '../model/mask.ts';
import { pictureStateSchema } from './picture.ts';
import { defineService } from './service.ts';

const step = z.strictObject({ document: documentIdSchema, step: stepIdSchema });
const index = z.number().int().nonnegative();
/** Calls with the same gesture, e.g. one drag of a handle, become one entry of undo. */
const gesture = z.string().max(64).nullable();
const output = pictureStateSchema;

/** The mask of a step. Each call is one entry of undo, or a part of one gesture. */
export const maskService = defineService({
  methods: {
    get: { input: step, output: maskSchema.nullable() },
    /** Paints on a brush component; null: on the last one if it is a brush, else on a new one. */
    stroke: { input: step.extend({ stroke: strokeSchema, component: index.nullable().default(null) }), output },
    add: { input: step.extend({ component: maskComponentSchema }), output },
    /** The component as it is from now on; strokes of a brush are not looked at and stay. */
    change: { input: step.extend({ index, component: maskComponentSchema, gesture }), output },
    move: { input: step.extend({ index, to: index }), output },
    remove: { input: step.extend({ index }), output },
    set: { input: step.extend({ changes: maskSettingsSchema.partial(), gesture }), output },
    /** Takes the mask of another step as it is now. */
    take: { input: step.extend({ from: stepIdSchema }), output },
    clear: { input: step, output },
  },
  events: {},
});
