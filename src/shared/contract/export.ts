import * as z from 'zod';
import { documentIdSchema, grantIdSchema, jobIdSchema } from '../base/ids.ts';
import { exportOptionsSchema } from '../model/exportOptions.ts';
import { keptSchema } from '../model/image.ts';
import { defineService } from './service.ts';
import { jobSchema } from './work.ts';

/** Where an export goes: a granted folder, the folder of the source, or a download of the browser. */
export const destinationSchema = z.union([
  z.literal('beside-source'),
  z.literal('download'),
  z.strictObject({ folder: grantIdSchema }),
]);

/** What an export left behind. */
export const exportResultSchema = z.strictObject({
  job: jobIdSchema,
  name: z.string(),
  bytes: z.number().int().nonnegative(),
  kept: keptSchema,
  /** Address to download it from (browser), or null. */
  download: z.string().nullable(),
  /** Grant to show it in its folder, or null. */
  grant: grantIdSchema.nullable(),
});
export type ExportResult = z.infer<typeof exportResultSchema>;

const request = z.strictObject({ document: documentIdSchema, options: exportOptionsSchema });

/** Writing finished pictures; what was not looked at yet is restored first. */
export const exportService = defineService({
  methods: {
    start: { input: request.extend({ destination: destinationSchema }), output: jobSchema },
    /** Size in bytes estimated from the part on screen, and the name it would get. */
    estimate: { input: request, output: z.strictObject({ bytes: z.number().int().nonnegative(), name: z.string() }) },
  },
  events: { finished: exportResultSchema },
});
