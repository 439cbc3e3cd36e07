import { AppError } from '../../shared/base/errors.ts';
import { sentence } from '../../shared/base/sentence.ts';
import type { Depth } from '../../shared/model/image.ts';
import type { Picture, Samples } from '../image/picture.ts';
import type { DiagnosisManifest } from '../inference/manifest.ts';
import type { MaskSamples } from '../mask/maskFile.ts';
import { MaskRaster } from '../mask/maskRaster.ts';
import type { ModelFacts } from '../operations/modelFacts.ts';
import { enlargeAlpha } from '../operations/upscale.ts';
import type { InferencePort, TileProgress } from '../ports.ts';
import { changeMeter } from './changeMeter.ts';
import { convertDepth } from './convertDepth.ts';
import { Evaluation } from './evaluation.ts';
import { pictureSource } from './pictureSource.ts';
import { planStages } from './planStages.ts';
import { type RenderedPicture, renderedPicture } from './renderedPicture.ts';
import type { ResolvedStep } from './resolvedStep.ts';
import type { NetworkStage } from './stage.ts';
import { tileClock } from './tileClock.ts';
import { tileGeometry } from './tileGeometry.ts';

export interface RenderOptions {
  readonly picture: Picture;
  readonly steps: readonly ResolvedStep[];
  /** Exactly of the picture's size; needed where a step speaks of it. */
  readonly mask?: MaskSamples;
  /** Null where the recipe has adjustments only. */
  readonly model: ModelFacts | null;
  readonly inference: InferencePort;
  /** Asked for by steps that leave clean tiles as they are; throws `model-missing`, as its absence does. */
  readonly diagnoser?: () => DiagnosisManifest;
  /** An existing folder for what does not fit into memory. */
  readonly scratchFolder: string;
  /** Bytes of intermediate results held in memory, beside the picture itself. */
  readonly memoryBudgetBytes: number;
  /** Largest side of a tile where the model would take larger ones. */
  readonly tileSize?: number;
  /** Depth of the result; the picture's own where nothing is said. */
  readonly depth?: Depth;
  readonly onProgress?: (progress: TileProgress) => void;
}

function noDiagnoser(): never {
  throw new AppError('model-missing', sentence('said.modelNone'));
}

/**
 * Runs a recipe on a picture. The last network is started when the promise resolves and goes on while rows are read;
 * adjustments after it run as rows are read. Rejects, or reading rows does, with AppError: `cancelled` (looked at before
 * every tile), `usage` (a step's mask is missing), `disk-full`, `output-unwritable` (the scratch folder), and what the
 * inference rejects with. Pixels that no step touches come out bit for bit.
 */
export async function renderPicture(options: RenderOptions, signal: AbortSignal): Promise<RenderedPicture> {
  const { picture, model } = options;
  const { stages, factor } = planStages({
    steps: options.steps,
    size: picture,
    masks: new MaskRaster(picture),
    mask: options.mask ?? null,
    colourSpace: picture.colourSpace,
    geometry: (operation) => tileGeometry(model, operation, options.tileSize),
  });
  const networks = stages.filter((stage) => stage.kind === 'network');
  const clock = tileClock(networks, options.onProgress);
  const evaluation = new Evaluation(pictureSource(picture), {
    colourSpace: picture.colourSpace,
    model,
    inference: options.inference,
    diagnoser: options.diagnoser ?? noDiagnoser,
    scratchFolder: options.scratchFolder,
    storeBudgetBytes: options.memoryBudgetBytes / (passesOf(networks) > 1 ? 2 : 1),
    clock,
  });
  try {
    for (const stage of stages) {
      if (stage.kind === 'adjustment') {
        await evaluation.adjust(stage, signal);
      } else {
        const step = networks.indexOf(stage) + 1;
        clock.begin(stage, step);
        await evaluation.run(stage, step === networks.length, signal);
      }
    }
  } catch (failure) {
    await evaluation.dispose();
    throw failure;
  }
  const depth = options.depth ?? picture.depth;
  return renderedPicture({
    picture,
    source: evaluation.result,
    depth,
    alpha: () => alphaOf(picture, depth, networks),
    clock,
    networksDone: evaluation.networksDone,
    release: (top) => evaluation.release(top),
    meter: changeMeter(picture, stages, factor),
    signal,
    dispose: () => evaluation.dispose(),
  });
}

function passesOf(networks: readonly NetworkStage[]): number {
  return networks.reduce((sum, stage) => sum + stage.passes.length, 0);
}

/** Alpha follows the enlargements and is otherwise left alone. */
function alphaOf(picture: Picture, depth: Depth, networks: readonly NetworkStage[]): Samples | null {
  if (picture.alpha === null) return null;
  let { width, height } = picture;
  let alpha = picture.alpha;
  for (const { factor } of networks) {
    if (factor === 1) continue;
    alpha = enlargeAlpha(alpha, width, height, factor);
    width *= factor;
    height *= factor;
  }
  return convertDepth(alpha, depth);
}
