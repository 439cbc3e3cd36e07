import { z } from 'zod';
import { documentIdSchema, grantIdSchema, stepIdSchema } from '../base/ids.ts';
import { depthSchema, inputFormatSchema } from '../model/image.ts';
import { maskStateSchema } from '../model/mask.ts';
import { operationIdSchema } from '../model/operation.ts';
import { regionSchema } from '../model/recipe.ts';
import { defineService } from './service.ts';

/** What never changes about an open picture. */
export const pictureInfoSchema = z.strictObject({
  id: documentIdSchema,
  name: z.string(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  format: inputFormatSchema,
  depth: depthSchema,
  colourSpace: z.string(),
  alpha: z.boolean(),
  notes: z.array(z.string()),
});
export type PictureInfo = z.infer<typeof pictureInfoSchema>;

/** Where the pixels of a step stand. `stale`: something before it changed and it must be computed again. */
export const stepStatusSchema = z.enum(['waiting', 'running', 'paused', 'done', 'stale', 'failed']);
export type StepStatus = z.infer<typeof stepStatusSchema>;

export const stepStateSchema = z.strictObject({
  id: stepIdSchema,
  operation: operationIdSchema,
  parameters: z.record(z.string(), z.number()),
  strength: z.number().min(0).max(1),
  region: regionSchema,
  enabled: z.boolean(),
  words: z.string(),
  /** The user's own name for the step, or null. */
  name: z.string().nullable(),
  mask: maskStateSchema.nullable(),
  status: stepStatusSchema,
  tilesDone: z.number().int().nonnegative(),
  tilesTotal: z.number().int().nonnegative(),
  /** Seconds of inference spent on it, null before it ran. */
  seconds: z.number().nullable(),
  device: z.string().nullable(),
  /** What computing the missing tiles will cost, from measured tiles; null where none were, or nothing is missing. */
  secondsLeft: z.number().nonnegative().nullable(),
  /** Measured number of pixels that differ outside the mask; null without a mask or before it ran. */
  changedOutside: z.number().int().nullable(),
});
export type StepState = z.infer<typeof stepStateSchema>;

/** The whole edit of a picture as the engine knows it; `revision` grows with every change of pixels or steps. */
export const pictureStateSchema = z.strictObject({
  info: pictureInfoSchema,
  /** Size after all enabled steps; differs from the source's where a step enlarges. */
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  steps: z.array(stepStateSchema),
  canUndo: z.boolean(),
  canRedo: z.boolean(),
  revision: z.number().int().nonnegative(),
});
export type PictureState = z.infer<typeof pictureStateSchema>;

const document = z.strictObject({ document: documentIdSchema });

/** Opening and closing pictures. */
export const pictureService = defineService({
  methods: {
    open: { input: z.strictObject({ grant: grantIdSchema }), output: pictureStateSchema },
    openSample: { input: z.strictObject({}), output: pictureStateSchema },
    state: { input: document, output: pictureStateSchema },
    list: { input: z.strictObject({}), output: z.array(pictureStateSchema) },
    close: { input: document, output: z.strictObject({}) },
  },
  events: {
    changed: pictureStateSchema,
    closed: document,
  },
});
