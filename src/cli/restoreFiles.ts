import { stat, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { formatOfName } from '../engine/image/formats.ts';
import { loadPicture } from '../engine/image/load.ts';
import { freeOutputPath } from '../engine/image/outputName.ts';
import type { Picture } from '../engine/image/picture.ts';
import { isAutomatic, planPhoto } from '../engine/planPhoto.ts';
import { type RestoreReport, type RestoreRequest, restoreFile } from '../engine/restoreFile.ts';
import { recipeText } from '../engine/sidecar/recipeFile.ts';
import { notify } from '../host/notify.ts';
import { AppError, type ErrorCode, toAppError } from '../shared/base/errors.ts';
import { sentence } from '../shared/base/sentence.ts';
import type { OutputFormat } from '../shared/model/image.ts';
import { leavingClean, type Step } from '../shared/model/recipe.ts';
import { exitCodeOfRun } from './exitCodes.ts';
import type { RestoreOptions } from './options.ts';
import { planLines } from './planText.ts';
import { createProgress, spokenSeconds } from './progress.ts';
import { stepsFor } from './restoreSteps.ts';
import type { Terminal } from './terminal.ts';
import type { Workbench } from './workbench.ts';

/** Restores each file; carries on after a failure. Resolves with the exit code. */
export async function restoreFiles(
  inputs: readonly string[],
  options: RestoreOptions,
  workbench: Workbench,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  const ahead = decodedAhead(inputs, options, signal);
  const steps = leavingClean(await stepsFor(options, workbench, terminal, signal), options.leaveBelow);
  if (options.saveRecipe !== undefined) await saveRecipe(options.saveRecipe, steps);
  const isForEach = isAutomatic(steps);
  if (!isForEach) sayPlan(steps, terminal);

  const failures: ErrorCode[] = [];
  const outputs: string[] = [];
  const taken = new Set<string>();
  for (const input of inputs) {
    try {
      const place = async (format: OutputFormat) => {
        const path = options.output ?? (await outputPlace(input, format, options.outDir, taken));
        taken.add(path);
        return path;
      };
      const plan = await planPhoto(workbench)(input, steps, signal);
      if ('parked' in plan)
        throw new AppError('declined', sentence('said.parkedFile', { file: input, reason: plan.parked }));
      const planned = leavingClean(plan.steps, options.leaveBelow);
      if (isForEach) sayPlan(planned, terminal);
      const photo = {
        input,
        ...(ahead === null ? {} : { picture: ahead }),
        protect: inputs,
        steps: planned,
        options,
        place,
      };
      const report = await restoreOne(photo, workbench, terminal, signal);
      outputs.push(report.output);
      terminal.say(doneLine(input, report));
      if (options.json) terminal.result(JSON.stringify(jsonResult(input, options, report)));
      else terminal.result(report.output);
    } catch (thrown) {
      const error = toAppError(thrown);
      failures.push(error.code);
      if (options.json) terminal.result(JSON.stringify({ input, error: { code: error.code, message: error.message } }));
      terminal.say(error.code === 'cancelled' ? error.message : `Not restored: ${error.message}`);
      if (error.code === 'cancelled') break;
    }
  }
  if (options.notify) notify('Patina', endSentence(outputs, failures.length));
  if (inputs.length > 1 && failures.length > 0) terminal.say(`${failures.length} of ${inputs.length} files failed.`);
  return exitCodeOfRun(failures, inputs.length);
}

/**
 * An only photo, decoded while its sentence is understood; of several the first would stay in memory to the last. A
 * photo without a sentence is diagnosed first, which reads it.
 */
function decodedAhead(
  [first, ...others]: readonly string[],
  { instruction, recipe }: RestoreOptions,
  signal: AbortSignal,
): Promise<Picture> | null {
  if (first === undefined || others.length > 0) return null;
  if (instruction === undefined && recipe === undefined) return null;
  const picture = loadPicture(first, {}, signal);
  // What it fails with is told where the photo is wanted.
  picture.catch(() => undefined);
  return picture;
}

function sayPlan(steps: readonly Step[], terminal: Terminal): void {
  terminal.say('Plan:');
  for (const line of planLines(steps)) terminal.say(line);
}

function endSentence(outputs: readonly string[], failures: number): string {
  const restored = outputs.length === 1 ? basename(outputs[0] ?? '') : `${outputs.length} photos restored`;
  return failures === 0 ? restored : `${restored}, ${failures} not restored`;
}

/** One photo of a command. */
export interface PhotoToRestore extends Pick<RestoreRequest, 'input' | 'picture' | 'protect' | 'steps' | 'place'> {
  readonly options: Pick<
    RestoreOptions,
    'model' | 'mask' | 'output' | 'format' | 'depth' | 'quality' | 'stripLocation'
  >;
}

/** Restores one photo with progress and notes for the person watching; rejects with AppError. */
export async function restoreOne(
  { input, picture, protect, steps, options, place }: PhotoToRestore,
  workbench: Workbench,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<RestoreReport> {
  const report = await restoreFile(
    {
      input,
      ...(picture === undefined ? {} : { picture }),
      steps,
      mask: options.mask ?? null,
      model: options.model,
      format: options.format ?? (options.output === undefined ? null : formatOfOutput(options.output)),
      depth: options.depth ?? null,
      quality: options.quality ?? null,
      stripLocation: options.stripLocation,
      place,
      protect,
      onProgress: createProgress(terminal),
    },
    {
      packs: workbench.packs,
      encoder: workbench.encoder,
      inference: workbench.inference,
      scratchFolder: workbench.scratchFolder,
      memoryBudgetBytes: workbench.memoryBudgetBytes,
    },
    signal,
  );
  for (const note of report.notes) terminal.say(`Note: ${note}`);
  return report;
}

function doneLine(input: string, { megapixels, seconds, device, output }: RestoreReport): string {
  return `${input}: ${megapixels} megapixels in ${spokenSeconds(seconds.total)} on ${device}, written to ${output}`;
}

async function outputPlace(
  input: string,
  format: OutputFormat,
  folder: string | undefined,
  taken: ReadonlySet<string>,
): Promise<string> {
  if (folder === undefined) return freeOutputPath({ input, format }, taken);
  await assertFolder(folder);
  return freeOutputPath({ input, format, folder }, taken);
}

/** Throws `output-unwritable` where there is no such folder. */
export async function assertFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => null);
  if (found?.isDirectory()) return;
  throw new AppError('output-unwritable', sentence('said.folderMissing', { folder }));
}

function formatOfOutput(output: string): OutputFormat {
  const format = formatOfName(output);
  if (format !== null) return format;
  throw new AppError(
    'usage',
    `The ending of ${output} names no format. Use .jpg, .png, .tif, .webp or .avif, or --format.`,
  );
}

async function saveRecipe(file: string, steps: readonly Step[]): Promise<void> {
  try {
    await writeFile(file, recipeText(steps), { flag: 'wx' });
  } catch (cause) {
    const exists = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
    const said = sentence(exists ? 'said.recipeExists' : 'said.recipeUnwritable', { file });
    throw new AppError('output-unwritable', said, { cause });
  }
}

/** The JSON of the contract for a photo that was restored. */
export function jsonResult(input: string, options: Pick<RestoreOptions, 'model'>, report: RestoreReport): object {
  const { output, steps, device, megapixels, seconds, tiles, kept, changedOutsideMask, notes } = report;
  return {
    input,
    output,
    steps,
    device,
    model: options.model,
    megapixels,
    seconds,
    tiles,
    kept,
    ...(changedOutsideMask === null ? {} : { changedOutsideMask }),
    ...(notes.length === 0 ? {} : { notes }),
  };
}
