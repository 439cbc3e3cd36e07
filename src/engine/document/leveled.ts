import type { Size } from '../../shared/base/geometry.ts';
import type { FloatSource } from '../tiling/floatSource.ts';

/**
 * A picture that can be looked at from afar: level 0 is full size, each further level half of the one before, rounded
 * up. Values are those of the pipeline: float, in the picture's own encoded space. Level 0 is exact; what adjustments
 * make of the others is as close as the eye can tell.
 */
export interface Leveled extends Size {
  at(level: number): FloatSource;
}

/** The same picture with something else in the place of its full size. */
export function withFullSize(levels: Leveled, full: FloatSource): Leveled {
  const { width, height } = levels;
  return { width, height, at: (level) => (level === 0 ? full : levels.at(level)) };
}
