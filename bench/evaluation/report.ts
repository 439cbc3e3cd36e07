/** What is printed of an evaluation, line by line. */
import { mean } from './metrics.ts';
import type { CleanResult, Gate, MixtureResult, Quality, SetResult } from './results.ts';
import { difference } from './wrongSentences.ts';

export const setHeading =
  'set                      input dB/SSIM    ours dB/SSIM     gain   must / good / dream      reached';

const decibels = (value: number): string => value.toFixed(2).padStart(6);
const quality = ({ psnr, ssim }: Quality): string => `${decibels(psnr)} ${ssim.toFixed(3)}`;
const signed = (value: number, digits = 2): string => `${value < 0 ? '' : '+'}${value.toFixed(digits)}`.padStart(7);

type Aimed = Pick<SetResult, 'goal' | 'reached'>;

function aim({ goal, reached }: Aimed): string {
  if (goal === null) return 'no goal';
  return `${decibels(goal.must)} ${decibels(goal.good)} ${decibels(goal.dream)}     ${reached ?? 'not even must'}`;
}

/** A set with a line for each paper that measured it. */
export function setLines({ set, before, ours, papers, ...aimed }: SetResult): string[] {
  const head = `${set.padEnd(24)} ${quality(before)}   ${quality(ours)}   ${decibels(ours.psnr - before.psnr)}   ${aim(aimed)}`;
  const others = papers.map(({ system, psnr, ssim, difference: ahead }) => {
    const theirs = `${decibels(psnr)} ${ssim === null ? '  -  ' : ssim.toFixed(3)}`;
    const inSsim = ssim === null ? '' : ` ${signed(ours.ssim - ssim, 3)} SSIM`;
    return `    ${system.padEnd(36)} ${theirs}   ours ${signed(ahead)} dB${inSsim}`;
  });
  return [head, ...others];
}

/** Pictures with several faults, by the proposed chain and by the faults' names. */
export function mixtureLines({ set, before, proposed, named, told, ...aimed }: MixtureResult): string[] {
  const line = (ours: Quality, rest: string): string =>
    `${set.padEnd(24)} ${quality(before)}   ${quality(ours)}   ${decibels(ours.psnr - before.psnr)}   ${rest}`;
  return [line(proposed, `${aim(aimed)}, by the proposed chain`), line(named, told)];
}

/** Photos that have no fault. */
export function cleanLines({ auto, told }: CleanResult): string[] {
  const average = (photos: CleanResult['auto']): string => decibels(mean(photos.map((photo) => photo.psnr)));
  return [
    `clean photo, no words (auto)                ${average(auto)} dB`,
    `clean photo, told to remove the noise       ${average(told)} dB`,
  ];
}

/** What every wrong sentence gave, set by set. */
export function wrongLines(sets: readonly SetResult[]): string[] {
  return sets.flatMap(({ set, wrong }) => {
    if (wrong === null) return [];
    const each = Object.entries(wrong.sentences).map(([task, psnr]) => `${task} ${psnr.toFixed(2)}`);
    return [
      `${set.padEnd(24)} right ${decibels(wrong.right)}, wrong ${decibels(wrong.mean)}: ${signed(difference(wrong))}   (${each.join(', ')})`,
    ];
  });
}

/** Every gate with its verdict and, below it, its figures. */
export function gateLines(gates: readonly Gate[]): string[] {
  return gates.flatMap(({ gate, passed, said, figures }) => {
    const verdict = passed === null ? 'not measured' : passed ? 'pass' : 'FAIL';
    const list = Object.entries(figures).map(([name, value]) => `${name} ${value.toFixed(2)}`);
    const detail = list.length === 0 ? [] : [`             ${list.join(', ')}`];
    return [`${verdict.padEnd(12)} ${gate}: ${said}`, ...detail];
  });
}
