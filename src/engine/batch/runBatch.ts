import type { ErrorCode } from '../../shared/base/errors.ts';
import type { BatchJournal } from './batchJournal.ts';
import type { PhotoPlan } from './photoPlan.ts';
import {
  type Naming,
  namedPlace,
  type PhotoOutcome,
  type PhotoWork,
  restorePhoto,
  type TimedReport,
} from './restorePhoto.ts';

export interface Batch<Report extends TimedReport> extends Naming {
  readonly photos: readonly string[];
  /** See `PhotoTask`. */
  readonly work: string;
  readonly journal: BatchJournal;
  readonly plan: (photo: string) => Promise<PhotoPlan>;
  readonly restore: (photo: string, ...how: Parameters<PhotoWork<Report>['restore']>) => Promise<Report>;
  readonly onOutcome: (outcome: PhotoOutcome<Report>, index: number) => void;
}

/** Failures that the next photo would meet as well. */
const endsAll: readonly ErrorCode[] = ['cancelled', 'disk-full', 'model-missing', 'model-broken'];

/** True for a failure that is no fault of the photo: whoever goes on meets it again. */
export function isEverybodys(code: ErrorCode): boolean {
  return endsAll.includes(code);
}

/**
 * Does every photo that the journal does not know as done, one after the other; a bad one is reported and does not stop
 * the others. Resolves with the outcomes, fewer than photos where something ended it all (the last outcome says what).
 * Rejects where the journal cannot be written.
 */
export async function runBatch<Report extends TimedReport>(
  batch: Batch<Report>,
): Promise<readonly PhotoOutcome<Report>[]> {
  const outcomes: PhotoOutcome<Report>[] = [];
  const taken = new Set<string>();
  for (const [index, photo] of batch.photos.entries()) {
    const outcome = await restorePhoto<Report>({
      photo,
      work: batch.work,
      journal: batch.journal,
      plan: () => batch.plan(photo),
      place: namedPlace(photo, batch, taken),
      restore: (...how) => batch.restore(photo, ...how),
    });
    outcomes.push(outcome);
    batch.onOutcome(outcome, index);
    if (outcome.state === 'failed' && isEverybodys(outcome.error.code)) break;
  }
  return outcomes;
}
