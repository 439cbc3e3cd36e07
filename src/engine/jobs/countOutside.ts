import { breathe } from '../document/breathe.ts';
import type { ChainLink } from '../document/chain.ts';
import { enlargedLevels } from '../document/levels.ts';
import { coverageOf } from '../document/stepFacts.ts';
import type { MaskRaster } from '../mask/maskRaster.ts';
import { pipelineChannels } from '../tiling/floatSource.ts';

const pixelsAtOnce = 1 << 18;

/** Pixels that a step's mask leaves out and that differ all the same between the step's input and its output. */
export async function countOutside(link: ChainLink, masks: MaskRaster): Promise<number> {
  const { output, step, scale } = link;
  const factor = Math.round(output.width / link.input.width) as 1 | 2 | 4;
  const before = enlargedLevels(link.input, factor).at(0);
  const after = output.at(0);
  const coverage = coverageOf(step, masks, scale);
  if (coverage === null) return 0;
  const rowsAtOnce = Math.max(1, Math.floor(pixelsAtOnce / output.width));
  let changed = 0;
  for (let top = 0; top < output.height; top += rowsAtOnce) {
    const rect = { left: 0, top, width: output.width, height: Math.min(rowsAtOnce, output.height - top) };
    const length = rect.width * rect.height;
    const [old, now] = [new Float32Array(length * pipelineChannels), new Float32Array(length * pipelineChannels)];
    const covered = new Float32Array(length);
    await before.readRect(rect, old);
    await after.readRect(rect, now);
    coverage.readRect(rect, covered);
    for (let pixel = 0, i = 0; pixel < length; pixel += 1, i += 3) {
      if (covered[pixel] !== 0) continue;
      if (old[i] !== now[i] || old[i + 1] !== now[i + 1] || old[i + 2] !== now[i + 2]) changed += 1;
    }
    await breathe();
  }
  return changed;
}
