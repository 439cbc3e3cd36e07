import { stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { BatchJournal } from '../engine/batch/batchJournal.ts';
import { writeContactSheet } from '../engine/batch/contactSheet.ts';
import { findPhotos } from '../engine/batch/findPhotos.ts';
import type { PhotoOutcome } from '../engine/batch/restorePhoto.ts';
import { runBatch } from '../engine/batch/runBatch.ts';
import { workKey } from '../engine/batch/workKey.ts';
import { planPhoto } from '../engine/planPhoto.ts';
import type { RestoreReport } from '../engine/restoreFile.ts';
import { inEnglish } from '../shared/base/sentence.ts';
import { leavingClean, type Step } from '../shared/model/recipe.ts';
import { outcomeLine, summaryLines } from './batchText.ts';
import { exitCodeOfRun } from './exitCodes.ts';
import { withInterrupt } from './interrupt.ts';
import { type BatchOptions, batchOptionsSchema, parseOptions } from './options.ts';
import { planLines } from './planText.ts';
import { assertFolder, jsonResult, restoreOne } from './restoreFiles.ts';
import { stepsFor } from './restoreSteps.ts';
import type { Terminal } from './terminal.ts';
import { openWorkbench, sayTrial, type Workbench } from './workbench.ts';

/** `patina batch FOLDER|PATTERN...`. Resolves with the exit code. */
export async function batchCommand(places: readonly string[], raw: unknown, terminal: Terminal): Promise<number> {
  const options = parseOptions(batchOptionsSchema, raw);
  const { photos, results } = await findPhotos(places, options.subfolders);
  if (options.outDir !== undefined) await assertFolder(options.outDir);
  if (results.length > 0) terminal.say(`${results.length} results of earlier work are left out.`);
  const home = await folderOfResults(places, options);
  const workbench = await openWorkbench(options.device, sayTrial(terminal));
  try {
    return await withInterrupt(async (signal) => {
      workbench.warmUp();
      const steps = leavingClean(await stepsFor(options, workbench, terminal, signal), options.leaveBelow);
      terminal.say(`${photos.length} photos. Plan:`);
      for (const line of planLines(steps)) terminal.say(line);
      const outcomes = await doAll({ photos, steps, options, home }, workbench, terminal, signal);
      const report = options.report ?? join(home, 'patina-batch.html');
      await writeContactSheet(report, titleOf(options), outcomes);
      for (const line of summaryLines(outcomes, photos.length, report)) terminal.say(line);
      const failures = outcomes.flatMap((outcome) => (outcome.state === 'failed' ? [outcome.error.code] : []));
      return exitCodeOfRun(failures, photos.length);
    });
  } finally {
    await workbench.close();
  }
}

interface Work {
  readonly photos: readonly string[];
  readonly steps: readonly Step[];
  readonly options: BatchOptions;
  /** Where journal and report lie. */
  readonly home: string;
}

async function doAll(
  { photos, steps, options, home }: Work,
  workbench: Workbench,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<readonly PhotoOutcome<RestoreReport>[]> {
  const journal = await BatchJournal.open(options.journal ?? join(home, 'patina-batch.jsonl'));
  const seconds: number[] = [];
  try {
    return await runBatch({
      photos,
      work: workOf(steps, options, workbench),
      journal,
      folder: options.outDir === undefined ? null : resolve(options.outDir),
      pattern: options.name,
      existing: options.existing,
      plan: (photo) => planPhoto(workbench)(photo, steps, signal),
      restore: (input, planned, place) =>
        restoreOne(
          { input, protect: photos, steps: leavingClean(planned, options.leaveBelow), options, place },
          workbench,
          terminal,
          signal,
        ),
      onOutcome: (outcome, index) => {
        if (options.json) terminal.result(JSON.stringify(jsonOf(outcome, options)));
        else if ('output' in outcome) terminal.result(outcome.output);
        if (outcome.state === 'done') seconds.push(outcome.report.seconds.total);
        terminal.say(outcomeLine(outcome, index + 1, photos.length, meanOf(seconds)));
      },
    });
  } finally {
    await journal.close();
  }
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The same for the same work: another recipe, model or format makes results of its own. */
function workOf(steps: readonly Step[], options: BatchOptions, workbench: Workbench): string {
  const { model, format, quality, depth, stripLocation, leaveBelow, outDir, name } = options;
  const edition = workbench.packs.edition(model);
  const folder = outDir === undefined ? null : resolve(outDir);
  return workKey({ steps, model, edition, format, quality, depth, stripLocation, leaveBelow, folder, name });
}

/** The folder that the results go to; of results that stay beside their photos, the first place that was named. */
async function folderOfResults([first = '.']: readonly string[], { outDir }: BatchOptions): Promise<string> {
  if (outDir !== undefined) return outDir;
  const found = await stat(first).catch(() => null);
  if (found?.isDirectory()) return first;
  // Of a pattern, the folder before its first wildcard.
  return dirname(first.replace(/[*?{[(!].*$/, 'x'));
}

function titleOf({ instruction, recipe }: BatchOptions): string {
  return instruction ?? recipe ?? 'Automatic restoration';
}

function jsonOf(outcome: PhotoOutcome<RestoreReport>, options: BatchOptions): object {
  const { state, photo: input } = outcome;
  if (outcome.state === 'failed')
    return { state, input, error: { code: outcome.error.code, message: outcome.error.message } };
  if (outcome.state === 'parked') return { state, input, reason: inEnglish(outcome.reason) };
  if (outcome.state === 'done') return { state, ...jsonResult(input, options, outcome.report) };
  return { state, input, output: outcome.output };
}
