/** From counts to an outline. */

interface Bins {
  readonly red: readonly number[];
  readonly green: readonly number[];
  readonly blue: readonly number[];
  readonly luma: readonly number[];
}

/** The count that reaches the top: clipped blacks and whites at the ends may stand out above it. */
export function topOf(histograms: readonly Bins[]): number {
  const inner = histograms.flatMap(({ red, green, blue }) => [red, green, blue].map((bins) => bins.slice(2, -2)));
  return Math.max(1, ...inner.map((bins) => bins.reduce((most, count) => Math.max(most, count), 0)));
}

/** A closed outline; the square root lifts small counts, so that thin tones are seen. */
export function outlineOf(bins: readonly number[], top: number, width: number, height: number): string {
  const points = bins.map((count, index) => {
    const x = (index / Math.max(1, bins.length - 1)) * width;
    const y = height - Math.min(1, Math.sqrt(count / top)) * (height - 2);
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  return `M0,${height}L${points.join('L')}L${width},${height}Z`;
}
