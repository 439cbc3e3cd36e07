import { displacement, type Vector } from './displacement.ts';
import type { Pixels } from './metrics.ts';

/** What a restoration did to a picture as a whole, in 8-bit levels. */
export interface Drift {
  /** Means of red, green and blue beyond what lies between the input's and the truth's: 0 where they lie between. */
  readonly channels: readonly [red: number, green: number, blue: number];
  /** The same against the truth alone. */
  readonly toTruth: readonly [red: number, green: number, blue: number];
  /** Pixels that the picture lies off the way from the input's place to the truth's. */
  readonly pixels: number;
  /** What such a shift changes a pixel by on average. */
  readonly shift: number;
}

/**
 * How much darker, lighter, tinted or shifted a result is than its fault explains. A fault can change the mean (clipped
 * noise, streaks of rain) and the place (a hand that shook to one side), and a result may keep a part of that: it is
 * held against whatever of input, truth and what lies between is nearest.
 */
export function drift(result: Pixels, input: Pixels, truth: Pixels): Drift {
  const is = channelMeans(result);
  const was = channelMeans(input);
  const right = channelMeans(truth);
  const each = <Value>(value: (channel: 0 | 1 | 2) => Value) => [value(0), value(1), value(2)] as const;
  const moved = displacement(result, truth);
  const pixels = distanceToWay(moved, displacement(input, truth));
  return {
    channels: each((c) => beyond(is[c], was[c], right[c])),
    toTruth: each((c) => is[c] - right[c]),
    pixels,
    shift: pixels * moved.gradient,
  };
}

/** Mean levels of red, green and blue. */
export function channelMeans({ data }: Pixels): readonly [number, number, number] {
  const sums: [number, number, number] = [0, 0, 0];
  for (let i = 0; i < data.length; i += 3) {
    sums[0] += data[i] as number;
    sums[1] += data[i + 1] as number;
    sums[2] += data[i + 2] as number;
  }
  const pixels = data.length / 3;
  return [sums[0] / pixels, sums[1] / pixels, sums[2] / pixels];
}

/** How far a value lies outside of the two others; negative below them. */
function beyond(value: number, one: number, other: number): number {
  return value - Math.min(Math.max(value, Math.min(one, other)), Math.max(one, other));
}

/** Distance of a place from the straight way between the origin and `end`. */
function distanceToWay(place: Vector, end: Vector): number {
  const squared = end.x * end.x + end.y * end.y;
  const along = squared === 0 ? 0 : Math.min(1, Math.max(0, (place.x * end.x + place.y * end.y) / squared));
  return Math.hypot(place.x - along * end.x, place.y - along * end.y);
}
