/** What `halve` reads from and writes to: rows of interleaved pixels. */
interface Rows {
  readonly values: Readonly<ArrayLike<number>>;
  readonly width: number;
  readonly height: number;
}

/**
 * Calls `put` with the mean of every 2 x 2 pixels, channel by channel, in the order in which a picture of half the size
 * (rounded up) is stored. Pixels beyond an odd edge do not count.
 */
export function halve(
  { values, width, height }: Rows,
  channels: number,
  put: (index: number, mean: number) => void,
): void {
  const halfWidth = Math.ceil(width / 2);
  const halfHeight = Math.ceil(height / 2);
  let index = 0;
  for (let y = 0; y < halfHeight; y += 1) {
    const upper = 2 * y * width * channels;
    const lower = 2 * y + 1 < height ? upper + width * channels : upper;
    for (let x = 0; x < halfWidth; x += 1) {
      const left = 2 * x * channels;
      const right = 2 * x + 1 < width ? left + channels : left;
      for (let c = 0; c < channels; c += 1, index += 1) {
        const sum =
          (values[upper + left + c] as number) +
          (values[upper + right + c] as number) +
          (values[lower + left + c] as number) +
          (values[lower + right + c] as number);
        put(index, sum / 4);
      }
    }
  }
}
