import type { Rect } from '../../shared/base/geometry.ts';
import type { Coverage } from '../mask/coverage.ts';
import { blend } from '../operations/blend.ts';
import { chainBuffers as pool } from '../tiling/bufferPool.ts';

/** `blend` for the pixels of a rectangle, with what a mask covers there; null is everywhere. */
export function blendWithin(
  rect: Rect,
  input: Float32Array,
  result: Float32Array,
  strength: number,
  coverage: Coverage | null,
): void {
  if (coverage === null) return blend(input, result, strength, null);
  const covered = pool.take(result.length / 3);
  coverage.readRect(rect, covered);
  blend(input, result, strength, covered);
  pool.give(covered);
}
