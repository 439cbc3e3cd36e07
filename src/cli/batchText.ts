import { basename } from 'node:path';
import type { BatchOutcome } from '../engine/batch/runBatch.ts';
import { spokenSeconds } from './progress.ts';

/**
 * One line for a photo that is over: its place in the batch, what became of it, and the time that is left where the mean
 * of the photos done so far says one.
 */
export function outcomeLine(outcome: BatchOutcome, place: number, photos: number, meanSeconds: number | null): string {
  const isOver = place === photos || meanSeconds === null;
  const left = isOver ? '' : ` · about ${spokenSeconds(meanSeconds * (photos - place))} left`;
  const of = `[${place}/${photos}]`;
  const name = basename(outcome.photo);
  if (outcome.state === 'failed') return `${of} ${name} not restored: ${outcome.message}${left}`;
  if (outcome.state === 'kept') return `${of} ${name} is there already: ${outcome.output}${left}`;
  return `${of} ${name} in ${spokenSeconds(outcome.seconds)}${left}`;
}

/** The end of a batch as a table: how many of each kind, the photos that failed and why, where the page lies. */
export function summaryLines(outcomes: readonly BatchOutcome[], photos: number, report: string): string[] {
  const of = (state: BatchOutcome['state']) => outcomes.filter((outcome) => outcome.state === state).length;
  const failed = outcomes.filter((outcome) => outcome.state === 'failed');
  const width = Math.max(0, ...failed.map(({ photo }) => basename(photo).length));
  return [
    '',
    `  restored       ${of('done')}`,
    `  there already  ${of('kept')}`,
    `  failed         ${of('failed')}`,
    ...(outcomes.length < photos ? [`  not reached    ${photos - outcomes.length}`] : []),
    ...failed.map(({ photo, message }) => `    ${basename(photo).padEnd(width)}  ${message}`),
    '',
    `Before and after: ${report}`,
  ];
}
