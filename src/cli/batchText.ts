import { basename } from 'node:path';
import type { PhotoOutcome } from '../engine/batch/restorePhoto.ts';
import { inEnglish } from '../shared/base/sentence.ts';
import { spokenSeconds } from './progress.ts';

/**
 * One line for a photo that is over: its place in the batch, what became of it, and the time that is left where the mean
 * of the photos done so far says one.
 */
export function outcomeLine(outcome: PhotoOutcome, place: number, photos: number, meanSeconds: number | null): string {
  const isOver = place === photos || meanSeconds === null;
  const left = isOver ? '' : ` · about ${spokenSeconds(meanSeconds * (photos - place))} left`;
  const of = `[${place}/${photos}]`;
  const name = basename(outcome.photo);
  if (outcome.state === 'failed') return `${of} ${name} not restored: ${outcome.error.message}${left}`;
  if (outcome.state === 'parked') return `${of} ${name} is to be looked at first: ${inEnglish(outcome.reason)}${left}`;
  if (outcome.state === 'skipped') return `${of} ${name} left alone, ${outcome.output} is there${left}`;
  if (outcome.state === 'kept') return `${of} ${name} is there already: ${outcome.output}${left}`;
  return `${of} ${name} in ${spokenSeconds(outcome.report.seconds.total)}${left}`;
}

/** The end of a batch as a table: how many of each kind, the photos that failed and why, where the page lies. */
export function summaryLines(outcomes: readonly PhotoOutcome[], photos: number, report: string): string[] {
  const of = (state: PhotoOutcome['state']) => outcomes.filter((outcome) => outcome.state === state).length;
  const failed = outcomes.filter((outcome) => outcome.state === 'failed');
  const parked = outcomes.filter((outcome) => outcome.state === 'parked');
  const named = [...parked, ...failed].map(({ photo }) => basename(photo).length);
  const line = (photo: string, why: string) => `    ${basename(photo).padEnd(Math.max(0, ...named))}  ${why}`;
  return [
    '',
    `  restored       ${of('done')}`,
    `  there already  ${of('kept')}`,
    ...(of('skipped') > 0 ? [`  left alone     ${of('skipped')}`] : []),
    ...(parked.length > 0 ? [`  look at first  ${parked.length}`] : []),
    ...parked.map(({ photo, reason }) => line(photo, inEnglish(reason))),
    `  failed         ${failed.length}`,
    ...failed.map(({ photo, error }) => line(photo, error.message)),
    ...(outcomes.length < photos ? [`  not reached    ${photos - outcomes.length}`] : []),
    '',
    `Before and after: ${report}`,
  ];
}
