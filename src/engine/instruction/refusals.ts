import type { Declined } from '../../shared/model/instruction.ts';
import type { Language } from '../../shared/model/operation.ts';
import { speak } from '../../shared/words/createWords.ts';
import type { Say } from '../../shared/words/words.ts';

const longestQuote = 60;

/** Refusals in plain, kind sentences of one language: why, and what to say instead. */
export function refusalsIn(language: Language) {
  // The words are made ready by the first refusal: most sentences meet none.
  const say: Say = (key, values) => speak(language)(key, values);
  const example = (): string => say('refusal.example');
  const quoted = (words: readonly string[]): string =>
    words.map((part) => say('refusal.quote', { words: shortened(part) })).join(say('refusal.comma'));
  return {
    empty: (): Declined => ({ reason: say('refusal.empty'), suggestion: example() }),
    tooLong: (count: number, limit: number): Declined => ({
      reason: say('refusal.tooLong', { count, limit }),
      suggestion: say('refusal.tooLong.instead'),
    }),
    tooManyParts: (count: number, limit: number): Declined => ({
      reason: say('refusal.tooManyParts', { count, limit }),
      suggestion: say('refusal.tooManyParts.instead'),
    }),
    code: (): Declined => ({ reason: say('refusal.code'), suggestion: example() }),
    nothing: (): Declined => ({ reason: say('refusal.nothing'), suggestion: say('refusal.nothing.instead') }),
    noWish: (): Declined => ({ reason: say('refusal.noWish'), suggestion: example() }),
    unsupported: (words: readonly string[]): Declined => ({
      reason: say('refusal.unsupported', { words: quoted(words) }),
      suggestion: say('refusal.unsupported.instead', { example: example() }),
    }),
    unclear: (words: readonly string[]): Declined => ({
      reason: say('refusal.unclear', { words: quoted(words) }),
      suggestion: example(),
    }),
    leftOut: (words: readonly string[]): Declined => ({
      reason: say('refusal.leftOut', { words: quoted(words) }),
      suggestion: say('refusal.leftOut.instead'),
    }),
    /** An enlargement that cannot be met exactly. */
    factor: (planned: number, asked: number): Declined => ({
      reason: say('refusal.factor', { planned, asked }),
      suggestion: say('refusal.factor.instead'),
    }),
  } as const;
}

function shortened(words: string): string {
  const characters = Array.from(words);
  return characters.length <= longestQuote ? words : `${characters.slice(0, longestQuote).join('')}…`;
}
