import { throwIfCancelled } from '../../shared/base/cancel.ts';
import { intersect, type Rect, rectOf, type Size } from '../../shared/base/geometry.ts';
import type { ChainLink } from '../document/chain.ts';
import { squaresOf } from '../document/keptPixels.ts';
import { enlargedLevels } from '../document/levels.ts';
import { coverageOf } from '../document/stepFacts.ts';
import type { Coverage } from '../mask/coverage.ts';
import type { MaskRaster } from '../mask/maskRaster.ts';
import { breathe } from '../tiling/breathe.ts';
import { type FloatSource, pipelineChannels } from '../tiling/floatSource.ts';

/** One step while it is counted. */
interface Counted {
  readonly link: ChainLink;
  readonly before: FloatSource;
  readonly after: FloatSource;
  readonly coverage: Coverage | null;
  count: number;
}

/**
 * For each of some steps of one chain, in their order: the pixels that its mask leaves out and that differ all the same
 * between the step's input and its output. All steps are asked for one part of the picture before the next.
 */
export async function countOutside(
  links: readonly ChainLink[],
  size: Size,
  masks: MaskRaster,
  signal: AbortSignal,
): Promise<readonly { readonly link: ChainLink; readonly count: number }[]> {
  const all = links.map((link): Counted => {
    const factor = Math.round(link.output.width / link.input.width) as 1 | 2 | 4;
    const before = enlargedLevels(link.input, factor).at(0);
    return { link, before, after: link.output.at(0), coverage: coverageOf(link.step, masks, link.scale), count: 0 };
  });
  for (const square of squaresOf(size)) {
    for (const each of all) {
      throwIfCancelled(signal);
      each.count += await countWithin(each, times(square, each.link.scale), signal);
    }
    await breathe();
  }
  return all.map(({ link, count }) => ({ link, count }));
}

async function countWithin({ before, after, coverage }: Counted, wanted: Rect, signal: AbortSignal): Promise<number> {
  const rect = intersect(wanted, rectOf(after));
  if (rect === null || coverage === null) return 0;
  const length = rect.width * rect.height;
  const [old, now] = [new Float32Array(length * pipelineChannels), new Float32Array(length * pipelineChannels)];
  const covered = new Float32Array(length);
  await before.readRect(rect, old, signal);
  await after.readRect(rect, now, signal);
  coverage.readRect(rect, covered);
  let changed = 0;
  for (let pixel = 0, i = 0; pixel < length; pixel += 1, i += 3) {
    if (covered[pixel] !== 0) continue;
    if (old[i] !== now[i] || old[i + 1] !== now[i + 1] || old[i + 2] !== now[i + 2]) changed += 1;
  }
  return changed;
}

function times({ left, top, width, height }: Rect, factor: number): Rect {
  return { left: left * factor, top: top * factor, width: width * factor, height: height * factor };
}
