import { stat } from 'node:fs/promises';
import { type Failure, failureOf, toAppError } from '../../shared/base/errors.ts';
import type { Sentence } from '../../shared/base/sentence.ts';
import type { OutputFormat } from '../../shared/model/image.ts';
import type { Step } from '../../shared/model/recipe.ts';
import { freeOutputPath, type OutputPlace, outputName } from '../image/outputName.ts';
import type { BatchJournal } from './batchJournal.ts';
import type { PhotoPlan } from './photoPlan.ts';

/** What is known of a photo that was restored. */
export interface TimedReport {
  readonly seconds: { readonly total: number };
}

/** What became of a photo. */
export type PhotoOutcome<Report extends TimedReport = TimedReport> =
  | { readonly state: 'done'; readonly photo: string; readonly output: string; readonly report: Report }
  /** Its result was there already: of an earlier run, or under the name that the result would get. */
  | { readonly state: 'kept'; readonly photo: string; readonly output: string }
  /** The name of its result was taken, and it was left alone. */
  | { readonly state: 'skipped'; readonly photo: string; readonly output: string }
  /** It waits for somebody to look at it. */
  | { readonly state: 'parked'; readonly photo: string; readonly reason: Sentence }
  | { readonly state: 'failed'; readonly photo: string; readonly error: Failure };

/** Where a file has the name of a result already and is not of this work: the result gets the next free number, or the
 * file is taken for the result, or the photo is left alone. */
export const existingPolicies = ['number', 'keep', 'skip'] as const;
export type ExistingPolicy = (typeof existingPolicies)[number];

/** How results are named. */
export interface Naming {
  /** Folder for the results; beside each photo where null. */
  readonly folder: string | null;
  readonly pattern: string;
  readonly existing: ExistingPolicy;
}

/** One photo of many. */
export interface PhotoWork<Report extends TimedReport> {
  readonly photo: string;
  /** See `PhotoTask`. */
  readonly work: string;
  readonly journal: BatchJournal;
  readonly plan: () => Promise<PhotoPlan>;
  /** Chooses the file for the result, e.g. by `namedPlace`. */
  readonly place: (format: OutputFormat) => Promise<string>;
  /** Restores the photo and writes it to the place that it is given. */
  readonly restore: (steps: readonly Step[], place: (format: OutputFormat) => Promise<string>) => Promise<Report>;
}

/** Thrown out of `place` where a photo is not restored because of a file that is there. */
class NameTaken extends Error {
  readonly state: 'kept' | 'skipped';
  readonly output: string;

  constructor(state: NameTaken['state'], output: string) {
    super(`${output} exists already.`);
    this.state = state;
    this.output = output;
  }
}

/**
 * Does a photo that the journal does not know as done; the journal knows of every step before it is taken. Never rejects
 * for what is wrong with the photo; rejects where the journal cannot be written.
 */
export async function restorePhoto<Report extends TimedReport>(work: PhotoWork<Report>): Promise<PhotoOutcome<Report>> {
  const { photo, journal } = work;
  const task = await taskOf(work);
  const known = await journal.outputOf(task);
  if (known !== null) return { state: 'kept', photo, output: known };
  let output = '';
  try {
    const plan = await work.plan();
    if ('parked' in plan) return { state: 'parked', photo, reason: plan.parked };
    const report = await work.restore(plan.steps, async (format) => {
      output = await work.place(format);
      await journal.writing(task, output);
      return output;
    });
    await journal.done(task, output, report.seconds.total);
    return { state: 'done', photo, output, report };
  } catch (thrown) {
    if (thrown instanceof NameTaken) return { state: thrown.state, photo, output: thrown.output };
    const error = failureOf(toAppError(thrown));
    // What was cancelled has not failed: the next run does it.
    if (error.code !== 'cancelled') await journal.failed(task, error.code, error.message);
    return { state: 'failed', photo, error };
  }
}

/** The result that a photo has already, also where the end came before it was noted; null where it has none. */
export async function resultOf(
  work: Pick<PhotoWork<TimedReport>, 'photo' | 'work' | 'journal'>,
): Promise<string | null> {
  return work.journal.outputOf(await taskOf(work));
}

async function taskOf({ work, photo }: Pick<PhotoWork<TimedReport>, 'photo' | 'work'>) {
  return { work, photo, print: await printOf(photo) };
}

/** Names results for `PhotoWork.place`; `taken` holds the names that were given so far, and gets this one. */
export function namedPlace(
  input: string,
  { folder, pattern, existing }: Naming,
  taken: Set<string>,
): (format: OutputFormat) => Promise<string> {
  return async (format) => {
    const place: OutputPlace = { input, format, pattern, ...(folder === null ? {} : { folder }) };
    const free = await freeOutputPath(place, taken);
    const first = outputName(place);
    if (existing !== 'number' && free !== first && !taken.has(first)) {
      throw new NameTaken(existing === 'keep' ? 'kept' : 'skipped', first);
    }
    taken.add(free);
    return free;
  };
}

/** Changes when the file's content does; empty where there is no such file, which restoring it will say. */
async function printOf(photo: string): Promise<string> {
  const found = await stat(photo).catch(() => null);
  return found === null ? '' : `${found.size}-${Math.round(found.mtimeMs)}`;
}
