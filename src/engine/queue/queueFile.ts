import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { AppError } from '../../shared/base/errors.ts';
import { stepSchema } from '../../shared/model/recipe.ts';
import { treatmentSchema } from '../../shared/model/treatment.ts';
import { BatchJournal } from '../batch/batchJournal.ts';
import { replaceFile } from '../cache/replaceFile.ts';
import { outputError } from '../image/fileErrors.ts';
import { queueEntrySchema } from './queueEntry.ts';

const stateSchema = z.strictObject({
  patina: z.literal('queue'),
  version: z.literal(1),
  paused: z.boolean(),
  /** Treatments by the names that entries have for them. */
  treatments: z.record(z.string(), z.strictObject({ treatment: treatmentSchema, steps: z.array(stepSchema) })),
  entries: z.array(queueEntrySchema),
});
type StoredQueue = z.input<typeof stateSchema>;

const mostQueues = 20;

/** Where a queue is kept: the list of what is asked for, and the journal of what was done. The owner calls `close`. */
export class QueueFile {
  readonly journal: BatchJournal;
  readonly #path: string;
  #writing: Promise<void> = Promise.resolve();

  private constructor(folder: string, journal: BatchJournal) {
    this.#path = join(folder, 'queue.json');
    this.journal = journal;
  }

  /**
   * Takes the queue in `folder`, or where another run of Patina is at work with it, the first beside it that is free.
   * @throws AppError `disk-full`, `output-unwritable`
   */
  static async open(folder: string): Promise<QueueFile> {
    for (let number = 1; ; number += 1) {
      const own = number === 1 ? folder : `${folder}-${number}`;
      await mkdir(own, { recursive: true, mode: 0o700 }).catch((cause: unknown) => {
        throw outputError(own, cause);
      });
      try {
        return new QueueFile(own, await BatchJournal.open(join(own, 'journal.jsonl')));
      } catch (thrown) {
        const isTaken = thrown instanceof AppError && thrown.code === 'usage';
        if (!isTaken || number === mostQueues) throw thrown;
      }
    }
  }

  /** What was kept; null where there is nothing, or nothing that can be read. */
  async read(): Promise<z.output<typeof stateSchema> | null> {
    try {
      return stateSchema.parse(JSON.parse(await readFile(this.#path, 'utf8')));
    } catch {
      // None was kept yet. One that was damaged loses the list; the journal still knows what was done.
      return null;
    }
  }

  /** Writes one after the other. Rejects with `disk-full` or `output-unwritable`. */
  write(state: Omit<StoredQueue, 'patina' | 'version'>): Promise<void> {
    const text = JSON.stringify({ patina: 'queue', version: 1, ...state } satisfies StoredQueue);
    const written = this.#writing.then(() => replaceFile(this.#path, text));
    this.#writing = written.catch(() => undefined);
    return written;
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.journal.close();
  }
}
