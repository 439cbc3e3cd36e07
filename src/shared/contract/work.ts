import * as z from 'zod';
import { failureSchema } from '../base/failureSchema.ts';
import { documentIdSchema, jobIdSchema, stepIdSchema } from '../base/ids.ts';
import { operationIdSchema } from '../model/operation.ts';
import { defineService } from './service.ts';

export const jobStateSchema = z.enum(['waiting', 'running', 'paused', 'done', 'cancelled', 'failed']);

/** A job as it stands; sent with every finished tile, at most twenty times a second, the last one always. */
export const jobSchema = z.strictObject({
  id: jobIdSchema,
  document: documentIdSchema,
  kind: z.enum(['draft', 'restore', 'export']),
  state: jobStateSchema,
  /** The step at work, null for an export's encoding. */
  step: stepIdSchema.nullable(),
  operation: operationIdSchema.nullable(),
  /** Tiles of the whole job. */
  done: z.number().int().nonnegative(),
  total: z.number().int().nonnegative(),
  /** From measured tiles; null until there are enough. */
  etaSeconds: z.number().nonnegative().nullable(),
  device: z.string().nullable(),
  error: failureSchema.nullable(),
});
export type Job = z.infer<typeof jobSchema>;

const job = z.strictObject({ job: jobIdSchema });

/** Restoring what was asked for: visible tiles first, then outward. */
export const workService = defineService({
  methods: {
    /**
     * Computes every step that is waiting or stale, or only those up to one of them, which needs all before it. Answers
     * at once; progress comes as events.
     */
    run: {
      input: z.strictObject({ document: documentIdSchema, upTo: stepIdSchema.nullable().default(null) }),
      output: jobSchema,
    },
    pause: { input: job, output: jobSchema },
    resume: { input: job, output: jobSchema },
    cancel: { input: job, output: jobSchema },
    list: { input: z.strictObject({}), output: z.array(jobSchema) },
  },
  events: { progress: jobSchema },
});
