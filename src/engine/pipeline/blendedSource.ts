import type { Coverage } from '../mask/coverage.ts';
import { chainBuffers as pool } from '../tiling/bufferPool.ts';
import type { FloatSource } from '../tiling/floatSource.ts';
import { blendWithin } from './blendWithin.ts';

/**
 * A step's full result mixed into its input by strength and mask, computed where it is looked at. `resultOver` gives the
 * result over the input, which shows where the result has gaps; it asks for the rectangle that it is asked for. The
 * input itself is read once, before anything else, so a chain costs what its steps cost and holds one step's pixels at
 * a time. Where the mask has nothing the input is handed through and the result is not even read.
 */
export function blendedSource(
  input: FloatSource,
  resultOver: (input: FloatSource) => FloatSource,
  strength: number,
  coverage: Coverage | null,
): FloatSource {
  const result = resultOver(input);
  if (strength === 1 && coverage === null) return result;
  const { width, height } = result;
  return {
    width,
    height,
    async readRect(rect, into, signal) {
      if (coverage?.touches(rect) === false) return input.readRect(rect, into, signal);
      if (coverage === null && input.blendUnder !== undefined) {
        await result.readRect(rect, into, signal);
        return input.blendUnder(rect, into, strength);
      }
      await input.readRect(rect, into, signal);
      await pool.lend(into.length, async (before) => {
        before.set(into);
        const known: FloatSource = { width, height, readRect: async (_rect, values) => values.set(before) };
        await resultOver(known).readRect(rect, into, signal);
        blendWithin(rect, before, into, strength, coverage);
      });
    },
  };
}
