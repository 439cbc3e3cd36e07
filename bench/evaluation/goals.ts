/** What a set is meant to reach: figures to be at least, some of them as a gain over the input. */

import type { Evaluation } from './results.ts';

export const levels = ['must', 'good', 'dream'] as const;
export type Level = (typeof levels)[number];
/** PSNR in dB of each level. */
export type Goal = Readonly<Record<Level, number>>;

type Figure = number | { readonly gain: number };
type Wish = readonly [must: Figure, good: Figure, dream: Figure];

const gains = (must: number, good: number, dream: number): Wish => [{ gain: must }, { gain: good }, { gain: dream }];

/** By set. Of mixtures they are for the chain that is proposed. */
const wishes: Readonly<Record<string, Wish>> = {
  'CBSD68 sigma 15': [33.0, 33.6, 34.15],
  'CBSD68 sigma 25': [30.3, 31.0, 31.52],
  'CBSD68 sigma 50': [27.0, 27.7, 28.3],
  'Rain100L (10 pairs)': [{ gain: 3 }, 33, 36.8],
  'bench noise25': [30.0, 30.8, 31.6],
  'bench noise_camera': [31.0, 32.5, 34],
  'bench jpeg10': gains(0.8, 1.2, 1.6),
  'bench jpeg20': gains(0.8, 1.1, 1.5),
  'bench jpeg40': gains(0.6, 0.9, 1.3),
  'bench blur_shake': [22.8, 25.0, 28],
  'bench blur_defocus': [27.0, 29.0, 31],
  'bench rain': [31, 34, 38],
  'bench haze': [18.5, 22, 26],
  'bench lowlight': [18, 21, 24],
  'bench scratches': [32, 35, 38],
  'bench faded': [22.5, 25, 28],
  'bench enhance': [22, 24.5, 27],
  'bench upscale2': gains(0.9, 1.7, 2.5),
  'bench upscale4': gains(0.4, 0.8, 1.3),
  'bench mix_noise_blur': [21.5, 23, 26],
  'bench mix_rain_haze': [16.5, 20, 24],
  'bench mix_haze_noise': [17, 20.5, 24],
  'bench mix_dark_noise_jpeg': [16.5, 19, 22],
};

/** The goal of a set whose input has this PSNR; null for a set without one. */
export function goalOf(set: string, before: number): Goal | null {
  const wish = wishes[set];
  if (wish === undefined) return null;
  const [must, good, dream] = wish.map((figure) => (typeof figure === 'number' ? figure : before + figure.gain));
  return { must: must ?? 0, good: good ?? 0, dream: dream ?? 0 };
}

/** The highest level that is reached with all below it, by the hundredths that are printed; null where the lowest is not. */
export function reached(psnr: number, goal: Goal): Level | null {
  const hundredths = (value: number): number => Math.round(value * 100);
  const missed = levels.findIndex((level) => hundredths(psnr) < hundredths(goal[level]));
  return (missed < 0 ? levels.at(-1) : levels[missed - 1]) ?? null;
}

/** On how many of these sets each level is reached, and by how much those that miss the lowest do. */
export function goalSentence(
  aimed: readonly {
    readonly set: string;
    readonly psnr: number;
    readonly goal: Goal | null;
    readonly reached: Level | null;
  }[],
): string {
  const withGoal = aimed.flatMap(({ goal, ...rest }) => (goal === null ? [] : [{ ...rest, goal }]));
  const counts = levels.map((level, i) => {
    const there = withGoal.filter((each) => each.reached !== null && levels.indexOf(each.reached) >= i);
    return `${level} on ${there.length}`;
  });
  const missed = withGoal.filter((each) => each.reached === null);
  const short = missed.map(({ set, psnr, goal }) => `${set} by ${(goal.must - psnr).toFixed(2)} dB`);
  const ends = short.length === 0 ? 'None misses it.' : `Short of must: ${short.join(', ')}.`;
  return `Of ${withGoal.length} sets with a goal: ${counts.join(', ')}. ${ends}`;
}

/** What `goalSentence` looks at. */
export function aimsOf({ sets, mixtures }: Pick<Evaluation, 'sets' | 'mixtures'>): Parameters<typeof goalSentence>[0] {
  return [
    ...sets.map(({ set, ours, goal, reached: level }) => ({ set, psnr: ours.psnr, goal, reached: level })),
    ...mixtures.map(({ set, proposed, goal, reached: level }) => ({ set, psnr: proposed.psnr, goal, reached: level })),
  ];
}
