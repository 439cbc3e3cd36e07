import { basename, dirname } from 'node:path';
import * as z from 'zod';
import type { Failure } from '../../shared/base/errors.ts';
import { failureSchema } from '../../shared/base/failureSchema.ts';
import { queueItemIdSchema } from '../../shared/base/ids.ts';
import type { Sentence } from '../../shared/base/sentence.ts';
import { sentenceSchema } from '../../shared/base/sentenceSchema.ts';
import { type QueueItem, queueItemStateSchema } from '../../shared/contract/queue.ts';
import type { Treatment } from '../../shared/model/treatment.ts';

/** A photo of the queue as it is kept on disk. */
export const queueEntrySchema = z.strictObject({
  id: queueItemIdSchema,
  photo: z.string(),
  /** Names the treatment and its steps, which many photos share. */
  treatment: z.string(),
  results: z.enum(['beside', 'download']),
  state: queueItemStateSchema,
  /** Path of the result. */
  output: z.string().nullable().default(null),
  /** Address under which a browser finds the result. */
  download: z.string().nullable().default(null),
  seconds: z.number().nullable().default(null),
  error: failureSchema.nullable().default(null),
  /** Why it is parked. */
  reason: sentenceSchema.nullable().default(null).catch(null),
  /** Somebody looked at it and wants it done as asked. */
  anyway: z.boolean().default(false),
  /** How often everything ended while it was at work. */
  deaths: z.number().int().nonnegative().default(0),
});
export type QueueEntry = Readonly<z.output<typeof queueEntrySchema>>;

/** How far the photo at work is. */
export interface Progress {
  readonly share: number;
  readonly etaSeconds: number | null;
}

/** True where something is still to be done. */
export function isOpen({ state }: Pick<QueueEntry, 'state'>): boolean {
  return state === 'waiting' || state === 'running';
}

/** The entry as a window sees it, without its paths. */
export function itemOf(entry: QueueEntry, treatment: Treatment, progress: Progress | null): QueueItem {
  const { id, photo, state, output, download, seconds, error, reason } = entry;
  const isDone = state === 'done' || state === 'kept';
  return {
    id,
    name: basename(photo),
    folder: basename(dirname(photo)),
    treatment,
    state,
    share: progress?.share ?? (isDone ? 1 : 0),
    etaSeconds: progress?.etaSeconds ?? null,
    seconds,
    output: output === null ? null : basename(output),
    download,
    error: error === null ? null : errorNamed(error, photo),
    reason: reason === null ? null : sentenceNamed(reason, photo),
  };
}

function errorNamed({ code, message, said }: Failure, photo: string): Failure {
  return { code, message: named(message, photo), said: said === null ? null : sentenceNamed(said, photo) };
}

function sentenceNamed({ key, values }: Sentence, photo: string): Sentence {
  const shown = Object.entries(values).map(([slot, value]) => [
    slot,
    typeof value === 'string' ? named(value, photo) : typeof value === 'object' ? sentenceNamed(value, photo) : value,
  ]);
  return { key, values: Object.fromEntries(shown) };
}

/** A sentence with the photo's name in place of its path, which a window need not know. */
function named(sentence: string, photo: string): string {
  return sentence.replaceAll(photo, basename(photo));
}
