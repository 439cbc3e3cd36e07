/**
 * The index inside 0..length-1 that stands for `index` beyond the edge, mirrored without repeating the edge itself
 * (3 2 1 | 0 1 2 3 | 2 1 0). Works however far `index` lies outside: the mirror image is mirrored again. A length of
 * one repeats its only pixel.
 */
export function reflectIndex(index: number, length: number): number {
  if (length === 1) return 0;
  const period = 2 * (length - 1);
  const folded = ((index % period) + period) % period;
  return folded < length ? folded : period - folded;
}

/** The mirrored index of `count` positions from `start` on. */
export function reflectIndices(start: number, count: number, length: number): Int32Array {
  const indices = new Int32Array(count);
  for (let i = 0; i < count; i += 1) indices[i] = reflectIndex(start + i, length);
  return indices;
}
