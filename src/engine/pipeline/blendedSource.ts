import type { Coverage } from '../mask/coverage.ts';
import { blend } from '../operations/blend.ts';
import { chainBuffers as pool } from '../tiling/bufferPool.ts';
import type { FloatSource } from '../tiling/floatSource.ts';

/**
 * A step's full result mixed into its input by strength and mask, computed where it is looked at. Where the mask has
 * nothing the input is handed through and the result is not even read.
 */
export function blendedSource(
  input: FloatSource,
  result: FloatSource,
  strength: number,
  coverage: Coverage | null,
): FloatSource {
  if (strength === 1 && coverage === null) return result;
  return {
    width: result.width,
    height: result.height,
    async readRect(rect, into, signal) {
      if (coverage?.touches(rect) === false) return input.readRect(rect, into, signal);
      await result.readRect(rect, into, signal);
      if (coverage === null && input.blendUnder !== undefined) return input.blendUnder(rect, into, strength);
      await pool.lend(into.length, async (before) => {
        await input.readRect(rect, before, signal);
        const covered = coverage === null ? null : pool.take(into.length / 3);
        if (covered !== null) coverage?.readRect(rect, covered);
        blend(before, into, strength, covered);
        if (covered !== null) pool.give(covered);
      });
    },
  };
}
