import { withoutCircumstance } from './asides.ts';
import { withoutUrging } from './negation.ts';

const share =
  /(?:\b(?:by|at|about|around|strength|um|de|un)\s+)*[+-]?\d+(?:[.,]\d+)?\s*(?:%|percent\b|per cent\b|パーセント)/gi;

/** The words of a clause that the encoder is to hear: percentages and false negations are the business of the rules. */
export function heardWords(words: string): string {
  const plain = withoutCircumstance(withoutUrging(words));
  const rest = plain.replace(share, ' ').replace(/\s+/g, ' ').trim();
  return /\p{L}{2}/u.test(rest) ? rest : plain;
}
