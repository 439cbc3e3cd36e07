import { grow, intersect, rectOf } from '../../shared/base/geometry.ts';
import type { AreaAdjustment } from '../operations/adjustment.ts';
import { chainBuffers as pool } from '../tiling/bufferPool.ts';
import type { FloatSource } from '../tiling/floatSource.ts';
import { blendedSource } from './blendedSource.ts';
import type { Layer } from './pointSource.ts';

/** An adjustment that looks at neighbourhoods, as a source: it reads as much around a rectangle as it needs. */
export function areaSource(source: FloatSource, layer: Layer<AreaAdjustment>): FloatSource {
  const { adjustment, strength, coverage } = layer;
  const result: FloatSource = {
    width: source.width,
    height: source.height,
    async readRect(rect, into, signal) {
      const wide = intersect(grow(rect, adjustment.halo), rectOf(source)) ?? rect;
      await pool.lend(wide.width * wide.height * 3, async (input) => {
        await source.readRect(wide, input, signal);
        adjustment.apply(input, wide, rect, into);
      });
    },
  };
  return blendedSource(source, result, strength, coverage);
}
