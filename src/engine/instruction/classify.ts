import { type OperationId, operationIdSchema, restorationTasks } from '../../shared/model/operation.ts';
import type { Heard } from './textEncoder.ts';

/** An operation that a clause asks for; `direction` is -1 or 1 where the clause says up or down, else 0. */
export interface Wish {
  readonly operation: OperationId;
  readonly direction: -1 | 0 | 1;
  /** Probability of the operation times the distance to the best one that was not meant. */
  readonly confidence: number;
}

/** What one clause is: a wish, an explicit "leave it", a courtesy, something Patina does not do, or unclear. */
export type Meaning =
  | { readonly kind: 'wish'; readonly wishes: readonly [Wish, ...Wish[]] }
  | { readonly kind: 'nothing' | 'filler' | 'unsupported'; readonly confidence: number }
  /** `isLikelyWish`: some operation was meant, but which? */
  | { readonly kind: 'unclear'; readonly confidence: number; readonly isLikelyWish: boolean };

/** Below this the clause is unclear: Patina asks instead of guessing. */
const leastConfidence = 0.5;

/** Several faults in one breath are carried out in the order that undoes them best. */
const chain: readonly string[] = [
  'dejpeg',
  'derain',
  'descratch',
  'denoise',
  'deblur',
  'dehaze',
  'lowlight',
  'enhance',
  'upscale',
];
const faults = new Set<string>(restorationTasks);

/** "Brighten the sky" may mean its lights or all of it: either way it gets brighter, so these are no rivals. */
const brightness = new Set<string>(['exposure', 'highlights', 'shadows']);
/** 更清晰: sharper in any case. */
const sharpness = new Set<string>(['deblur', 'sharpen']);

/** Where up and down are about as likely, the clause names no direction: the operation's own default decides. */
const leastLean = 0.65;

/** Reads the meaning off the network's verdict, with a margin to the runner-up. */
export function classify(heard: Heard): Meaning {
  const ranked = [...undirected(heard.chances)].sort((a, b) => b[1] - a[1]);
  const [label, chance] = ranked[0] ?? ['unclear', 0];
  const together = faults.has(label)
    ? ranked.filter(([other, value]) => faults.has(other) && value >= leastConfidence)
    : [];
  const meant = together.length > 1 ? together.slice(0, 3) : ranked.slice(0, 1);
  const kin = (other: string): boolean => isKin(label, other, heard.chances);
  const rival = ranked.find(([other]) => !meant.some(([name]) => name === other) && !kin(other))?.[1] ?? 0;
  const all = ranked.reduce((sum, [other, value]) => (kin(other) ? sum + value : sum), chance);
  const confidence = rounded(Math.min(1, all) * (1 - rival));
  const isNoWish = label === 'nothing' || label === 'filler' || label === 'unsupported';
  if (isNoWish && chance >= leastConfidence) return { kind: label, confidence };
  if (isNoWish || confidence < leastConfidence) return { kind: 'unclear', confidence, isLikelyWish: !isNoWish };
  const wishes = meant
    .sort(([a], [b]) => chain.indexOf(a) - chain.indexOf(b))
    .map(
      ([name, value]): Wish => ({
        operation: operationIdSchema.parse(name),
        direction: directionOf(name, heard.chances),
        confidence: meant.length > 1 ? rounded(value * (1 - rival)) : confidence,
      }),
    );
  const [first, ...others] = wishes;
  return first === undefined
    ? { kind: 'unclear', confidence, isLikelyWish: false }
    : { kind: 'wish', wishes: [first, ...others] };
}

/** True for another kind of brightness in the same direction, and for another way to make a picture sharper. */
function isKin(label: string, other: string, chances: ReadonlyMap<string, number>): boolean {
  if (label === other) return false;
  if (sharpness.has(label) && sharpness.has(other)) return true;
  if (!brightness.has(label) || !brightness.has(other)) return false;
  const direction = directionOf(label, chances);
  return direction !== 0 && direction === directionOf(other, chances);
}

/** "saturation 20" may mean up or down, but it means saturation: both directions count for the operation. */
function undirected(chances: ReadonlyMap<string, number>): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [label, chance] of chances) {
    const name = label.replace(/[+-]$/, '');
    sums.set(name, Math.min(1, (sums.get(name) ?? 0) + chance));
  }
  return sums;
}

function directionOf(name: string, chances: ReadonlyMap<string, number>): Wish['direction'] {
  const [up, down] = [chances.get(`${name}+`), chances.get(`${name}-`)];
  if (up === undefined || down === undefined || Math.max(up, down) < leastLean * (up + down)) return 0;
  return up > down ? 1 : -1;
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
