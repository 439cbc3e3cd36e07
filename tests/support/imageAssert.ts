/** Numbers of two pictures, compared place by place. */
type Numbers = ArrayLike<number>;

function eachPair(a: Numbers, b: Numbers, see: (difference: number) => void): void {
  if (a.length !== b.length) throw new Error(`Expected as many values in both pictures: ${a.length} and ${b.length}`);
  if (a.length === 0) throw new Error('Expected pictures to have values');
  for (let i = 0; i < a.length; i += 1) see((a[i] ?? 0) - (b[i] ?? 0));
}

/** The largest difference between two values in the same place. */
export function largestDifference(a: Numbers, b: Numbers): number {
  let largest = 0;
  eachPair(a, b, (difference) => {
    largest = Math.max(largest, Math.abs(difference));
  });
  return largest;
}

/** The mean difference, without its sign. */
export function meanDifference(a: Numbers, b: Numbers): number {
  let sum = 0;
  eachPair(a, b, (difference) => {
    sum += Math.abs(difference);
  });
  return sum / a.length;
}

/** Peak signal-to-noise ratio in decibels; infinite for equal pictures. */
export function psnr(a: Numbers, b: Numbers, peak = 255): number {
  let sum = 0;
  eachPair(a, b, (difference) => {
    sum += difference * difference;
  });
  return 10 * Math.log10((peak * peak * a.length) / sum);
}
