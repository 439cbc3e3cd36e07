import { stat } from 'node:fs/promises';
import { type ErrorCode, toAppError } from '../../shared/base/errors.ts';
import type { OutputFormat } from '../../shared/model/image.ts';
import { freeOutputPath, type OutputPlace, outputName } from '../image/outputName.ts';
import type { BatchJournal } from './batchJournal.ts';

/** What became of a photo in this run. */
export type BatchOutcome =
  | { readonly state: 'done'; readonly photo: string; readonly output: string; readonly seconds: number }
  /** Done by an earlier run, or its name was taken and `existing` says to leave it. */
  | { readonly state: 'kept'; readonly photo: string; readonly output: string }
  | { readonly state: 'failed'; readonly photo: string; readonly code: ErrorCode; readonly message: string };

export interface Batch {
  readonly photos: readonly string[];
  /** See `PhotoTask`. */
  readonly work: string;
  readonly journal: BatchJournal;
  /** Folder for the results; beside each photo where null. */
  readonly folder: string | null;
  readonly pattern: string;
  /** What happens where a file has the result's name already and is not of this batch: it stays, and either the photo
   * is left alone or its result gets the next free number. */
  readonly existing: 'number' | 'skip';
  /** Restores one photo and writes it to the place that it is given; resolves with the seconds it took. */
  readonly restore: (photo: string, place: (format: OutputFormat) => Promise<string>) => Promise<number>;
  readonly onOutcome: (outcome: BatchOutcome, index: number) => void;
}

/** Failures that the next photo would meet as well. */
const endsAll: readonly ErrorCode[] = ['cancelled', 'disk-full', 'model-missing', 'model-broken'];

/** Thrown out of `place` where a photo is to be left alone. */
class NameTaken extends Error {
  readonly output: string;

  constructor(output: string) {
    super(`${output} exists already.`);
    this.output = output;
  }
}

/**
 * Does every photo that the journal does not know as done, one after the other; a bad one is reported and does not stop
 * the others. Resolves with the outcomes, fewer than photos where something ended it all (the last outcome says what).
 * Rejects where the journal cannot be written.
 */
export async function runBatch(batch: Batch): Promise<readonly BatchOutcome[]> {
  const outcomes: BatchOutcome[] = [];
  const taken = new Set<string>();
  for (const [index, photo] of batch.photos.entries()) {
    const outcome = await doPhoto(batch, photo, taken);
    outcomes.push(outcome);
    batch.onOutcome(outcome, index);
    if (outcome.state === 'failed' && endsAll.includes(outcome.code)) break;
  }
  return outcomes;
}

async function doPhoto(batch: Batch, photo: string, taken: Set<string>): Promise<BatchOutcome> {
  const { journal, work } = batch;
  const task = { work, photo, print: await printOf(photo) };
  const known = journal.outputOf(task);
  if (known !== null) return { state: 'kept', photo, output: known };
  let output = '';
  try {
    const seconds = await batch.restore(photo, async (format) => {
      output = await placeFor(batch, photo, format, taken);
      taken.add(output);
      await journal.writing(task, output);
      return output;
    });
    await journal.done(task, output, seconds);
    return { state: 'done', photo, output, seconds };
  } catch (thrown) {
    if (thrown instanceof NameTaken) return { state: 'kept', photo, output: thrown.output };
    const { code, message } = toAppError(thrown);
    // What was cancelled has not failed: the next run does it.
    if (code !== 'cancelled') await journal.failed(task, code, message);
    return { state: 'failed', photo, code, message };
  }
}

async function placeFor(
  { folder, pattern, existing }: Batch,
  input: string,
  format: OutputFormat,
  taken: ReadonlySet<string>,
): Promise<string> {
  const place: OutputPlace = { input, format, pattern, ...(folder === null ? {} : { folder }) };
  const free = await freeOutputPath(place, taken);
  const first = outputName(place);
  if (existing === 'number' || free === first || taken.has(first)) return free;
  throw new NameTaken(first);
}

/** Changes when the file's content does; empty where there is no such file, which restoring it will say. */
async function printOf(photo: string): Promise<string> {
  const found = await stat(photo).catch(() => null);
  return found === null ? '' : `${found.size}-${Math.round(found.mtimeMs)}`;
}
