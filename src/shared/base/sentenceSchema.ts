import * as z from 'zod';
import type { Sentence, SentenceKey } from './sentence.ts';
import { sentences } from './sentences.ts';

const keys = Object.keys(sentences) as [SentenceKey, ...SentenceKey[]];

/** For what crosses a boundary between processes, or is kept on disk. */
export const sentenceSchema: z.ZodType<Sentence> = z.strictObject({
  key: z.enum(keys),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.lazy(() => sentenceSchema)])),
});
