import { grow, intersect, type Rect, rectOf } from '../../shared/base/geometry.ts';
import type { AreaAdjustment } from '../operations/adjustment.ts';
import { chainBuffers as pool } from '../tiling/bufferPool.ts';
import { type FloatSource, pipelineChannels } from '../tiling/floatSource.ts';
import { blendWithin } from './blendWithin.ts';
import type { Layer } from './pointSource.ts';

/** An adjustment that looks at neighbourhoods, as a source: it reads as much around a rectangle as it needs, once. */
export function areaSource(source: FloatSource, layer: Layer<AreaAdjustment>): FloatSource {
  const { adjustment, strength, coverage } = layer;
  const isWhole = strength === 1 && coverage === null;
  return {
    width: source.width,
    height: source.height,
    async readRect(rect, into, signal) {
      if (coverage?.touches(rect) === false) return source.readRect(rect, into, signal);
      const wide = intersect(grow(rect, adjustment.halo), rectOf(source)) ?? rect;
      await pool.lend(wide.width * wide.height * pipelineChannels, async (input) => {
        await source.readRect(wide, input, signal);
        adjustment.apply(input, wide, rect, into);
        if (isWhole) return;
        await pool.lend(into.length, async (before) => {
          copyInner(input, wide, rect, before);
          blendWithin(rect, before, into, strength, coverage);
        });
      });
    },
  };
}

/** The part of `outer`'s pixels that is `inner`. */
function copyInner(values: Float32Array, outer: Rect, inner: Rect, into: Float32Array): void {
  const length = inner.width * pipelineChannels;
  for (let y = 0; y < inner.height; y += 1) {
    const from = ((inner.top - outer.top + y) * outer.width + inner.left - outer.left) * pipelineChannels;
    into.set(values.subarray(from, from + length), y * length);
  }
}
