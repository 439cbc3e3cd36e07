/** Means of 2 x 2 values, in the order of a picture half as large (rounded up); beyond an odd edge nothing counts. */
export function meanOfFour(values: Float32Array, width: number, height: number, into: Float32Array): void {
  const half = Math.ceil(width / 2);
  for (let y = 0, to = 0; y < Math.ceil(height / 2); y += 1) {
    const upper = 2 * y * width;
    const lower = 2 * y + 1 < height ? upper + width : upper;
    for (let x = 0; x < half; x += 1, to += 1) {
      const left = 2 * x;
      const right = left + 1 < width ? left + 1 : left;
      into[to] =
        ((values[upper + left] as number) +
          (values[upper + right] as number) +
          (values[lower + left] as number) +
          (values[lower + right] as number)) /
        4;
    }
  }
}
