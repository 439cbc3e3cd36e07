import * as z from 'zod';
import { errorCodes, type Failure } from './errors.ts';
import { sentenceSchema } from './sentenceSchema.ts';

/** For what crosses a boundary between processes, or is kept on disk. */
export const failureSchema: z.ZodType<Failure> = z.strictObject({
  code: z.enum(errorCodes),
  message: z.string(),
  said: sentenceSchema.nullable().default(null).catch(null),
});
