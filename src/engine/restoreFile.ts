import { mkdir } from 'node:fs/promises';
import { inEnglish, sentence, withoutStop } from '../shared/base/sentence.ts';
import type { Depth, Kept, OutputFormat } from '../shared/model/image.ts';
import { isRestoration } from '../shared/model/operation.ts';
import type { Step } from '../shared/model/recipe.ts';
import { diagnosisModel } from './diagnoseFile.ts';
import { writePicture } from './image/encode.ts';
import { defaultOutputFormat } from './image/formats.ts';
import { loadPicture } from './image/load.ts';
import type { Picture } from './image/picture.ts';
import type { WriteOptions } from './image/writeOptions.ts';
import { loadAhead } from './inference/loadAhead.ts';
import type { ModelPacks } from './inference/modelPacks.ts';
import { restorationGraphs } from './inference/networkTensors.ts';
import type { SentenceEncoder } from './instruction/textEncoder.ts';
import { type MaskSamples, maskFromPicture } from './mask/maskFile.ts';
import { renderPicture } from './pipeline/renderPicture.ts';
import type { InferencePort, TileProgress } from './ports.ts';
import { resolveSteps } from './sentenceEncoding.ts';

export interface RestoreRequest {
  readonly input: string;
  /** The input where somebody decodes it already. */
  readonly picture?: Promise<Picture>;
  readonly steps: readonly Step[];
  /** A picture of the input's size, white where steps with a region apply; null for none. */
  readonly mask: string | null;
  readonly model: string;
  readonly format: OutputFormat | null;
  readonly depth: Depth | null;
  readonly quality: number | null;
  readonly stripLocation: boolean;
  /** Chooses the file to write once the input's format is known. */
  readonly place: (format: OutputFormat) => Promise<string>;
  /** Files that may never be overwritten. */
  readonly protect: readonly string[];
  readonly onProgress?: (progress: TileProgress) => void;
}

/** What was done to one file; the JSON of `patina restore`. */
export interface RestoreReport {
  readonly output: string;
  readonly steps: readonly Step[];
  readonly device: string;
  readonly megapixels: number;
  readonly seconds: {
    readonly decode: number;
    readonly inference: number;
    readonly encode: number;
    readonly total: number;
  };
  readonly tiles: number;
  readonly kept: Kept;
  /** Pixels that differ although the mask excludes them; 0; null where a step works everywhere. */
  readonly changedOutsideMask: number | null;
  /** Things the user should know. */
  readonly notes: readonly string[];
}

export interface RestoreParts {
  readonly packs: ModelPacks;
  readonly encoder: () => SentenceEncoder;
  readonly inference: InferencePort;
  readonly scratchFolder: string;
  readonly memoryBudgetBytes: number;
}

/**
 * Restores one file: decode, run the recipe, write the result. Rejects with AppError; nothing half-written is left.
 */
export async function restoreFile(
  request: RestoreRequest,
  parts: RestoreParts,
  signal: AbortSignal,
): Promise<RestoreReport> {
  const started = performance.now();
  const needsNetwork = request.steps.some((step) => step.enabled && isRestoration(step.operation));
  // While the photo is decoded.
  if (needsNetwork) loadAhead(restorationGraphs(request.model), parts.inference);
  const picture = await (request.picture ?? loadPicture(request.input, {}, signal));
  const mask = request.mask === null ? null : await loadMask(request.mask, picture, signal);
  const format = request.format ?? defaultOutputFormat(picture.format);
  const output = await request.place(format);
  const decoded = performance.now();

  const notes = picture.notes.map(inEnglish);
  await mkdir(parts.scratchFolder, { recursive: true });
  const rendered = await renderPicture(
    {
      picture,
      steps: await resolveSteps(request.steps, parts.encoder, signal),
      ...(mask === null ? {} : { mask }),
      model: needsNetwork ? parts.packs.restoration(request.model) : null,
      inference: parts.inference,
      diagnoser: () => parts.packs.diagnosis(diagnosisModel),
      scratchFolder: parts.scratchFolder,
      memoryBudgetBytes: parts.memoryBudgetBytes,
      ...(request.depth === null ? {} : { depth: request.depth }),
      ...(request.onProgress === undefined ? {} : { onProgress: request.onProgress }),
    },
    signal,
  );
  try {
    let inferred = decoded;
    const timed = rendered.networksDone.then(() => {
      inferred = performance.now();
    });
    // A failing network is heard of by the writing, which waits for its rows.
    timed.catch(() => undefined);
    const options: WriteOptions = {
      format,
      protect: [request.input, ...request.protect],
      stripLocation: request.stripLocation,
      note: (words) => notes.push(words),
      ...(request.depth === null ? {} : { depth: request.depth }),
      ...(request.quality === null ? {} : { quality: request.quality }),
    };
    // Rows are written while the network is busy with those below.
    const kept = await writePicture(output, rendered, picture, options, signal);
    const ended = performance.now();
    if (rendered.tilesClean > 0) {
      notes.push(inEnglish(sentence('said.tilesClean', { clean: rendered.tilesClean, tiles: rendered.tiles })));
    }
    for (const trouble of parts.inference.troubles()) notes.push(`${withoutStop(inEnglish(trouble))}.`);
    return {
      output,
      steps: request.steps,
      device: needsNetwork ? parts.inference.device() : 'none',
      megapixels: round((picture.width * picture.height) / 1e6, 3),
      seconds: {
        decode: round((decoded - started) / 1000, 3),
        inference: round((inferred - decoded) / 1000, 3),
        encode: round((ended - inferred) / 1000, 3),
        total: round((ended - started) / 1000, 3),
      },
      tiles: rendered.tiles,
      kept,
      changedOutsideMask: rendered.report().changedOutsideMask,
      notes,
    };
  } finally {
    await rendered.dispose();
  }
}

async function loadMask(
  file: string,
  photo: { width: number; height: number },
  signal: AbortSignal,
): Promise<MaskSamples> {
  return maskFromPicture(await loadPicture(file, {}, signal), photo);
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
