import type { Rect } from '../../shared/base/geometry.ts';
import type { Samples } from '../image/picture.ts';
import { BufferPool } from '../tiling/bufferPool.ts';
import { type FloatSource, pipelineChannels } from '../tiling/floatSource.ts';
import { bicubicInput, cubicTaps, enlargeBicubic } from './bicubic.ts';

/** How often a picture is enlarged; 4x is two passes of 2x through the network. */
export type EnlargeFactor = 2 | 4;

/** A picture enlarged by the bicubic of `bicubic.ts`, computed where it is looked at. */
export function enlarged(source: FloatSource, factor: EnlargeFactor): FloatSource {
  const pool = new BufferPool();
  return {
    width: source.width * factor,
    height: source.height * factor,
    async readRect(rect, into, signal) {
      const box = bicubicInput(rect, factor, source);
      await pool.lend(box.width * box.height * pipelineChannels, async (small) => {
        await source.readRect(box, small, signal);
        const across = cubicTaps(rect.left, rect.width, factor, source.width, box.left);
        const down = cubicTaps(rect.top, rect.height, factor, source.height, box.top);
        enlargeBicubic(small, box.width, box.height, pipelineChannels, across, down, into);
      });
    },
  };
}

/** Alpha enlarged the same way, rounded and kept inside its range. */
export function enlargeAlpha(alpha: Samples, width: number, height: number, factor: EnlargeFactor): Samples {
  const [wide, high] = [width * factor, height * factor];
  const [most, result] =
    alpha instanceof Uint8Array ? [255, new Uint8Array(wide * high)] : [65535, new Uint16Array(wide * high)];
  const across = cubicTaps(0, wide, factor, width, 0);
  const rowsAtOnce = 64;
  const rows = new Float32Array(wide * rowsAtOnce);
  for (let top = 0; top < high; top += rowsAtOnce) {
    const rect: Rect = { left: 0, top, width: wide, height: Math.min(rowsAtOnce, high - top) };
    const box = bicubicInput(rect, factor, { width, height });
    const small = alpha.subarray(box.top * width, (box.top + box.height) * width);
    const down = cubicTaps(top, rect.height, factor, height, box.top);
    enlargeBicubic(small, width, box.height, 1, across, down, rows);
    for (let i = 0; i < wide * rect.height; i += 1) {
      result[top * wide + i] = Math.max(0, Math.min(most, Math.round(rows[i] as number)));
    }
  }
  return result;
}
