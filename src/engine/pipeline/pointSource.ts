import type { ColourSpace } from '../image/colourSpace.ts';
import type { Coverage } from '../mask/coverage.ts';
import type { PointAdjustment } from '../operations/adjustment.ts';
import { chainBuffers as pool } from '../tiling/bufferPool.ts';
import type { FloatSource } from '../tiling/floatSource.ts';
import { blendWithin } from './blendWithin.ts';

/** An adjustment with its strength (above 0) and where it applies (null: everywhere). */
export interface Layer<Kind> {
  readonly adjustment: Kind;
  readonly strength: number;
  readonly coverage: Coverage | null;
}

/**
 * Consecutive adjustments of single pixels, fused: they run one after the other in the buffer of whoever looks, and
 * values go to linear light and back only where neighbours differ in what they work on. A partial layer mixes in
 * encoded values; pixels that it does not cover keep their bits.
 */
export function pointSource(
  source: FloatSource,
  layers: readonly Layer<PointAdjustment>[],
  space: ColourSpace,
): FloatSource {
  return {
    width: source.width,
    height: source.height,
    async readRect(rect, into, signal) {
      await source.readRect(rect, into, signal);
      let isLinear = false;
      const turn = (toLinear: boolean) => {
        if (toLinear === isLinear) return;
        if (toLinear) space.toLinear(into);
        else space.fromLinear(into);
        isLinear = toLinear;
      };
      for (const { adjustment, strength, coverage } of layers) {
        if (strength === 1 && coverage === null) {
          turn(adjustment.domain === 'linear');
          adjustment.apply(into);
        } else if (coverage?.touches(rect) !== false) {
          turn(false);
          const input = pool.take(into.length);
          input.set(into);
          turn(adjustment.domain === 'linear');
          adjustment.apply(into);
          turn(false);
          blendWithin(rect, input, into, strength, coverage);
          pool.give(input);
        }
      }
      turn(false);
    },
  };
}
