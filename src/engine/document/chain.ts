import { rectOf, type Size } from '../../shared/base/geometry.ts';
import type { EditStep, EditSteps } from '../../shared/logic/editStep.ts';
import { isRestoration, type OperationId } from '../../shared/model/operation.ts';
import type { ResultCut } from '../cache/storedResult.ts';
import type { ColourSpace } from '../image/colourSpace.ts';
import type { MaskRaster } from '../mask/maskRaster.ts';
import { planPasses } from '../pipeline/planPasses.ts';
import type { NetworkPass } from '../pipeline/stage.ts';
import type { TileGeometry } from '../tiling/planTiles.ts';
import type { Leveled } from './leveled.ts';
import { adjustedLevels, enlargedLevels, restoredLevels, type Shown } from './levels.ts';
import { adjustmentKey, coverageOf, factorOf, hasEffect, outputKey, resultKey } from './stepFacts.ts';

/** What a network step of a chain has to compute. */
export interface NetworkWork {
  /** Of everything its result depends on. */
  readonly key: string;
  /** Input of the first pass, before any enlargement. */
  readonly input: Leveled;
  readonly cut: ResultCut;
  /** With the tiles that are needed by its mask. */
  readonly passes: readonly NetworkPass[];
}

/** One step with what goes in and what comes out. */
export interface ChainLink {
  readonly step: EditStep;
  readonly input: Leveled;
  readonly output: Leveled;
  /** How much larger than the source the output is. */
  readonly scale: number;
  /** Null where no network has anything to do. */
  readonly work: NetworkWork | null;
  /** Of everything the output depends on. */
  readonly key: string;
}

export interface ChainContext {
  readonly source: Leveled;
  /** Names the source's pixels. */
  readonly sourceKey: string;
  readonly colourSpace: ColourSpace;
  readonly masks: MaskRaster;
  /** Everything about the network and its tiles that results depend on, or a word for none. */
  readonly model: string;
  readonly geometry: (operation: OperationId) => TileGeometry;
  /** The results to show for a step under a key, best first; what the first lacks, the next one shows. */
  readonly resultsFor: (step: EditStep, work: NetworkWork, size: Size) => readonly Shown[];
  /** What stands for a step's output where it is read, by the key of everything that it depends on. */
  readonly outputFor: (key: string, output: Leveled) => Leveled;
  /** True where the outcome is kept or given to a network, false where it is only looked at. */
  readonly isExact: boolean;
}

/** The steps of a picture laid over its source: nothing is computed before somebody looks. */
export function buildChain(steps: EditSteps, context: ChainContext): readonly ChainLink[] {
  const links: ChainLink[] = [];
  let input = context.source;
  let key = context.sourceKey;
  let scale = 1;
  for (const step of steps) {
    const made = hasEffect(step) ? link(step, input, key, scale, context) : null;
    if (made === null) {
      links.push({ step, input, output: input, scale, work: null, key });
      continue;
    }
    input = context.outputFor(made.key, made.output);
    links.push({ ...made, output: input });
    key = made.key;
    scale = made.scale;
  }
  return links;
}

function link(step: EditStep, input: Leveled, key: string, scale: number, context: ChainContext): ChainLink | null {
  const isNetwork = isRestoration(step.operation);
  const factor = isNetwork ? factorOf(step) : 1;
  const outputScale = scale * factor;
  const enlargedInput = enlargedLevels(input, factor);
  const coverage = (level: number) => coverageOf(step, context.masks, outputScale / 2 ** level);
  if (coverage(0)?.touches(rectOf(enlargedInput)) === false) return null;
  if (!isNetwork) {
    const output = adjustedLevels(input, step, context.colourSpace, coverage, context.isExact);
    if (output === null) return null;
    return { step, input, output, scale, work: null, key: outputKey(key, adjustmentKey(key, step), step) };
  }
  const result = resultKey(key, step, context.model);
  const geometry = context.geometry(step.operation);
  const cut = { width: input.width, height: input.height, factor, ...geometry };
  const work = { key: result, input, cut, passes: planPasses(input, factor, geometry, coverage(0)) };
  const output = restoredLevels(enlargedInput, context.resultsFor(step, work, enlargedInput), step.strength, coverage);
  return { step, input, output, scale: outputScale, work, key: outputKey(key, result, step) };
}
