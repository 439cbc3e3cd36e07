/**
 * Weights of one tile along one axis: 1 inside, a raised-cosine ramp over the pixels shared with each neighbour.
 * The ramps of two neighbours add up to one at every pixel (within 1e-7), and so do the products of both axes.
 * At the picture's edge (`before` or `after` 0) there is no ramp.
 */
export function featherWindow(length: number, before: number, after: number): Float32Array {
  const window = new Float32Array(length).fill(1);
  for (let i = 0; i < before; i += 1) window[i] = rise(i, before);
  for (let i = 0; i < after; i += 1) window[length - after + i] = 1 - rise(i, after);
  return window;
}

/** sin² from 0 to 1, taken at pixel centres, so that no shared pixel belongs to one tile alone. */
function rise(index: number, count: number): number {
  return Math.fround(Math.sin((Math.PI / 2) * ((index + 0.5) / count)) ** 2);
}
