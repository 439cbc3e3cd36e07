import { withoutCircumstance } from './asides.ts';
import { withoutUrging } from './negation.ts';

const share =
  /(?:\b(?:by|at|about|around|strength|um|de|un)\s+)*[+-]?\d+(?:[.,]\d+)?\s*(?:%|percent\b|per cent\b|パーセント)/gi;

/** "I don't like the noise" complains; its "don't" sounds like "don't touch the noise". What is wrong with a property it leaves open. */
const dislike =
  /\b(i|we) (?:really |actually |honestly |just |still |simply )?(?:do not|don't|dont) (?:really )?like (?=(?:the|this|that|these|those|all|its)\b(?! (?:way|contrast|exposure|brightness|saturation|vibrance|sharpness|highlights|shadows|tint|temperature)\b))/i;

/** Said in full it sounds stiff: "it is blurry" was heard less surely than "it's blurry". */
const inFull = /\bit is\b/i;

/** An old photo that is to be restored has suffered from its age: "restore this old photo" was heard as "find the fault yourself". */
const oldPhoto =
  /\b((?:restore|repair|fix|mend|rescue|save) (?:[a-z']+ ){0,2})old (?=(?:family )?(?:photo|photograph|picture|image|print|snapshot|portrait)s?\b)/i;

/** Most who speak of the sky want another one: "make the sky darker" was heard as what cannot be done. Where, the place says. */
const skyLight =
  /\b(make|get) the sky (?=(?:(?:a )?(?:bit|little|touch|lot|much|slightly|even) )*(?:darker|brighter|lighter)\b)/i;

/** The words of a clause that the encoder is to hear: percentages and false negations are the business of the rules. */
export function heardWords(words: string): string {
  const plain = withoutCircumstance(withoutUrging(words))
    .replace(dislike, '$1 hate ')
    .replace(inFull, "it's")
    .replace(oldPhoto, '$1old damaged ')
    .replace(skyLight, '$1 it ');
  const rest = plain.replace(share, ' ').replace(/\s+/g, ' ').trim();
  return /\p{L}{2}/u.test(rest) ? rest : plain;
}
