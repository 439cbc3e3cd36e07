/** What an evaluation found, as the tables of model cards and of the README. */
import { mean } from '../../bench/evaluation/metrics.ts';
import type { Evaluation, Gate, MixtureResult, Quality, SetResult } from '../../bench/evaluation/results.ts';

const decibels = (value: number): string => value.toFixed(2);
const signed = (value: number, digits = 2): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(digits)}`;
const bold = ({ psnr, ssim }: Quality): string => `**${decibels(psnr)}** / ${ssim.toFixed(3)}`;
const plain = ({ psnr, ssim }: Quality): string => `${decibels(psnr)} / ${ssim.toFixed(3)}`;

function aim({ goal, reached }: Pick<SetResult, 'goal' | 'reached'>): string {
  if (goal === null) return '';
  const figures = [goal.must, goal.good, goal.dream].map(decibels).join(' / ');
  return `${figures}: ${reached ?? 'none'}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

/** One row a set; the network's own figure is the bold one. */
export function setTable(sets: readonly SetResult[], model: string): string {
  return table(
    ['set', 'sentence', 'input dB / SSIM', `\`${model}\` dB / SSIM`, 'gain dB', 'must / good / dream: reached'],
    sets.map((each) => [
      each.set,
      each.sentence,
      plain(each.before),
      bold(each.ours),
      signed(each.ours.psnr - each.before.psnr),
      aim(each),
    ]),
  );
}

/** One row for each paper that measured a set. */
export function paperTable(sets: readonly SetResult[], model: string): string {
  return table(
    ['set', 'paper', 'theirs dB / SSIM', `\`${model}\` less theirs, dB / SSIM`],
    sets.flatMap(({ set, ours, papers }) =>
      papers.map(({ system, psnr, ssim, difference }) => [
        set,
        system,
        ssim === null ? decibels(psnr) : plain({ psnr, ssim }),
        ssim === null ? signed(difference) : `${signed(difference)} / ${signed(ours.ssim - ssim, 3)}`,
      ]),
    ),
  );
}

/** One row a mixture; the figure of the proposed chain is the bold one. */
export function mixtureTable(mixtures: readonly MixtureResult[]): string {
  return table(
    ['set', 'input dB / SSIM', 'proposed chain dB / SSIM', 'faults named dB / SSIM', 'must / good / dream: reached'],
    mixtures.map((each) => [each.set, plain(each.before), bold(each.proposed), plain(each.named), aim(each)]),
  );
}

/** What each gate says, failures included. */
export function gateTable(gates: readonly Gate[]): string {
  return table(
    ['gate', 'holds', 'measured'],
    gates.map(({ gate, passed, said }) => [gate, verdict(passed), said]),
  );
}

function verdict(passed: boolean | null): string {
  if (passed === null) return 'not measured';
  return passed ? 'yes' : '**no**';
}

/** What sentences that ask for something else give, task by task. */
export function wrongTable(sets: readonly SetResult[]): string {
  return table(
    ['set', 'right sentence dB', 'wrong ones dB, mean', 'of them the best', 'of them the worst'],
    sets.flatMap(({ set, wrong }) => {
      if (wrong === null) return [];
      const ranked = Object.entries(wrong.sentences).sort((a, b) => b[1] - a[1]);
      const named = (entry: readonly [string, number] | undefined): string =>
        entry === undefined ? '' : `${entry[0]} ${decibels(entry[1])}`;
      return [[set, decibels(wrong.right), decibels(wrong.mean), named(ranked[0]), named(ranked.at(-1))]];
    }),
  );
}

/** How photos without a fault come back. */
export function cleanSentence({ clean }: Evaluation): string {
  if (clean === null) return '';
  const average = (photos: readonly { readonly psnr: number }[]): string =>
    mean(photos.map((photo) => photo.psnr)).toFixed(1);
  return `A clean photo comes back at ${average(clean.auto)} dB where no words are given and at ${average(clean.told)} dB when told to remove noise that is not there.`;
}

/** How many of the gates that were measured hold. */
export function gateSentence(gates: readonly Gate[]): string {
  const measured = gates.filter(({ passed }) => passed !== null);
  const failing = measured.filter(({ passed }) => passed === false).map(({ gate }) => gate);
  const holds = `${measured.length - failing.length} of ${measured.length} gates hold`;
  return failing.length === 0 ? `${holds}.` : `${holds}. These do not: ${failing.join('; ')}.`;
}
