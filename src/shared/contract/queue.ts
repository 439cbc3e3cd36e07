import * as z from 'zod';
import { failureSchema } from '../base/failureSchema.ts';
import { grantIdSchema, queueItemIdSchema } from '../base/ids.ts';
import { sentenceSchema } from '../base/sentenceSchema.ts';
import { languages } from '../model/operation.ts';
import { treatmentChoiceSchema, treatmentSchema } from '../model/treatment.ts';
import { defineService } from './service.ts';

/** `kept`: its result was there already. `parked`: somebody should look at it before anything is done. */
export const queueItemStateSchema = z.enum(['waiting', 'running', 'done', 'kept', 'parked', 'failed', 'cancelled']);

/** A photo of the queue as it stands. */
export const queueItemSchema = z.strictObject({
  id: queueItemIdSchema,
  name: z.string(),
  /** Name of the folder that the photo lies in. */
  folder: z.string(),
  treatment: treatmentSchema,
  state: queueItemStateSchema,
  /** How much of it is done, 0 to 1. */
  share: z.number().min(0).max(1),
  /** From measured tiles; null until there are enough, and where nothing is at work. */
  etaSeconds: z.number().nonnegative().nullable(),
  /** What restoring it took. */
  seconds: z.number().nonnegative().nullable(),
  /** Name of the result. */
  output: z.string().nullable(),
  /** Address under which a browser finds the result; null where it lies beside the photo. */
  download: z.string().nullable(),
  error: failureSchema.nullable(),
  /** Why it is parked; null otherwise. */
  reason: sentenceSchema.nullable(),
});
export type QueueItem = z.infer<typeof queueItemSchema>;

/** The queue in numbers. */
export const queueSummarySchema = z.strictObject({
  /** `idle`: nothing waits. `paused`: somebody, or `trouble`, holds what waits. */
  state: z.enum(['idle', 'running', 'paused']),
  /** Photos in each state. */
  counts: z.record(queueItemStateSchema, z.number().int().nonnegative()),
  /** The photo at work. */
  current: z.string().nullable(),
  /** Until everything that waits is done, by what was measured so far. */
  etaSeconds: z.number().nonnegative().nullable(),
  /** What every photo would meet, so that the queue waits for somebody to mend it. */
  trouble: failureSchema.nullable(),
});
export type QueueSummary = z.infer<typeof queueSummarySchema>;

/** Items that are new or different, and the order of all where it is another. */
export const queueChangeSchema = z.strictObject({
  summary: queueSummarySchema,
  items: z.array(queueItemSchema),
  /** What is not among them has left the queue; null where the order is as before. */
  order: z.array(queueItemIdSchema).nullable(),
});
export type QueueChange = z.infer<typeof queueChangeSchema>;

/** Some photos, or all that the call can mean. */
const some = z.strictObject({ items: z.array(queueItemIdSchema).max(10_000).nullable() });
const nothing = z.strictObject({});
const picture = z.string().nullable();

/** Many photos, one after the other, each into a new file. What was done is not done again, whatever ends in between. */
export const queueService = defineService({
  methods: {
    list: { input: nothing, output: queueChangeSchema },
    /**
     * Puts photos at the end: granted files, and all photos of granted folders. Rejects with `declined` where the
     * instruction gives no step.
     */
    add: {
      input: z.strictObject({
        entries: z
          .array(z.strictObject({ grant: grantIdSchema, kind: z.enum(['file', 'folder']) }))
          .min(1)
          .max(10_000),
        /** Of folders, the photos in the folders below as well. */
        subfolders: z.boolean().default(false),
        treatment: treatmentChoiceSchema,
        /** For the reason where the instruction gives no step. */
        language: z.enum(languages).default('en'),
        /** Where the results go: beside each photo, or to be downloaded by the browser. */
        results: z.enum(['beside', 'download']).default('beside'),
        /** Where nothing is at work, wait for `resume`. */
        hold: z.boolean().default(false),
      }),
      output: z.strictObject({
        /** Photos that were put into the queue. */
        added: z.number().int().nonnegative(),
        /** Photos that are in the queue already, and results of earlier work. */
        left: z.number().int().nonnegative(),
      }),
    },
    /** Takes effect before the next tile. */
    pause: { input: nothing, output: nothing },
    resume: { input: nothing, output: nothing },
    /** Puts a photo before another, or at the end. */
    move: {
      input: z.strictObject({ item: queueItemIdSchema, before: queueItemIdSchema.nullable() }),
      output: nothing,
    },
    /** Gives photos that wait another treatment. */
    treat: {
      input: some.extend({ treatment: treatmentChoiceSchema, language: z.enum(languages).default('en') }),
      output: nothing,
    },
    /** Ends what waits or is at work; leaves no half file. */
    cancel: { input: some, output: nothing },
    /** Tries again what failed; photos that are named also where they were cancelled or parked, and then all the same. */
    retry: { input: some, output: nothing },
    /** Takes what is over out of the list; the files stay. */
    clear: { input: some, output: nothing },
    /** The photo or its result, to be opened or shown in its folder. */
    fetch: {
      input: z.strictObject({ item: queueItemIdSchema, file: z.enum(['photo', 'result']) }),
      output: z.strictObject({ grant: grantIdSchema }),
    },
    /** The photo before and after, small, as WebP in base64; null where there is no such picture. */
    preview: {
      input: z.strictObject({ item: queueItemIdSchema }),
      output: z.strictObject({ before: picture, after: picture }),
    },
  },
  events: { changed: queueChangeSchema },
});
