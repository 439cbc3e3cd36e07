import * as z from 'zod';
import { documentIdSchema, grantIdSchema, stepIdSchema } from '../base/ids.ts';
import { sentenceSchema } from '../base/sentenceSchema.ts';
import { diagnosisSchema } from '../model/diagnosis.ts';
import { depthSchema, inputFormatSchema } from '../model/image.ts';
import { maskStateSchema } from '../model/mask.ts';
import { languages, operationIdSchema } from '../model/operation.ts';
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
  /** What was left out or converted when it was read. */
  notes: z.array(sentenceSchema),
});
export type PictureInfo = z.infer<typeof pictureInfoSchema>;

/**
 * Where the pixels of a step stand. `partial`: what is on screen is done, the rest is computed when it is looked at or
 * exported. `stale`: something before it changed and it must be computed again.
 */
export const stepStatusSchema = z.enum(['waiting', 'running', 'paused', 'partial', 'done', 'stale', 'failed']);
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
  /** Finished tiles that were found clean and left as they are. */
  tilesClean: z.number().int().nonnegative(),
  /** Seconds of inference spent on it, null before it ran. */
  seconds: z.number().nullable(),
  device: z.string().nullable(),
  /** What computing the missing tiles will cost, from measured tiles; null where none were, or nothing is missing. */
  secondsLeft: z.number().nonnegative().nullable(),
  /** Measured number of pixels that differ outside the mask; null without a mask or before it ran. */
  changedOutside: z.number().int().nullable(),
});
export type StepState = z.infer<typeof stepStateSchema>;

/**
 * Something about an edit that the user should know, with what can be done about it (`answer`):
 * - `pixels-changed`: the photo is not the one that the edit was made for
 * - `model-changed`, `model-missing`: another network computes, or none does
 * - `moved`, `copy`: the edit was found at another photo with the same pixels
 * - `recovered`: an earlier run ended without saving; nothing of it is lost
 * - `kept-elsewhere`, `not-saved`: the edit cannot be written beside the photo, or nowhere
 * - `damaged`, `newer`: the file beside the photo cannot be read, or only by a later version; it is left alone
 * - `merged`: another window or computer edited the same photo; both edits are in the history
 */
export const noticeKindSchema = z.enum([
  'pixels-changed',
  'model-changed',
  'model-missing',
  'moved',
  'copy',
  'recovered',
  'kept-elsewhere',
  'not-saved',
  'damaged',
  'newer',
  'merged',
]);
export type NoticeKind = z.infer<typeof noticeKindSchema>;

/** What can be done about a notice: put it away, go back to the original, take the other edit over, try again. */
export const noticeAnswerSchema = z.enum(['dismiss', 'original', 'take', 'retry']);
export type NoticeAnswer = z.infer<typeof noticeAnswerSchema>;

export const noticeSchema = z.strictObject({
  kind: noticeKindSchema,
  /** A file name, a reason or a number that belongs to it; may be empty. */
  detail: z.union([z.string(), sentenceSchema]),
  answers: z.array(noticeAnswerSchema),
});
export type Notice = z.infer<typeof noticeSchema>;

/** The whole edit of a picture as the engine knows it; `revision` grows with every change of pixels or steps. */
export const pictureStateSchema = z.strictObject({
  info: pictureInfoSchema,
  /** Size after all enabled steps; differs from the source's where a step enlarges. */
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  steps: z.array(stepStateSchema),
  canUndo: z.boolean(),
  canRedo: z.boolean(),
  notices: z.array(noticeSchema),
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
    /** Does what is offered about a notice; the notice is gone then. */
    answer: {
      input: document.extend({ notice: noticeKindSchema, answer: noticeAnswerSchema }),
      output: pictureStateSchema,
    },
    /** What is wrong with the source, and what is proposed, in words of `language`. */
    diagnose: { input: document.extend({ language: z.enum(languages) }), output: diagnosisSchema },
    close: { input: document, output: z.strictObject({}) },
  },
  events: {
    changed: pictureStateSchema,
    closed: document,
  },
});
