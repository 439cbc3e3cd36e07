/** What people say beside their wish: why they have it, when the photo was taken, what they hope to see. */

const purpose =
  /^(?:so (?:that )?)?(?:i|we|you) (?:just )?(?:want to|wanna|would (?:like|love) to|'d (?:like|love) to|can|could|should) (?:actually |really |still |finally )?see\b|^我?想(?:要)?看(?:清楚?|到|见)|^[^てで]{1,12}(?:見たい|見えるように(?:したい)?)$/i;
const exclamation =
  /^(?:again|once more|once again|as (?:usual|always)|sigh|ugh|argh|oops|damn|undo (?:it|this|that)|又来了|唉|またか)$/i;
/** What is to go was named before; how much belongs to the wish before. */
const pointing =
  /^(?:please |just |now |can you |could you )*(?:(?:remove|delete|erase|ditch|kill|lose|get rid of) (?:it|them|that|those|these|all of it|all of them)|(?:pull|bring|take|turn|tone|dial|push|move) (?:them|those|these) (?:back|down|up|in|out|away|off)(?: a (?:bit|little))?)(?: please)?$|^(?:强度|力度|程度|strength|amount)\s*:?\s*(?:at |to )?\d+\s*(?:%|percent)?$/i;
const courtesy =
  /^(?:if|unless) you (?:do not |don't |would )?mind$|^(?:如果|要是|若)(?:你|您)?(?:不介意|方便|可以)(?:的话)?$|^(?:你|您)?(?:不介意|方便|可以)的话$|^(?:もし)?(?:よければ|良ければ|よろしければ|よかったら|良かったら|差し支えなければ)$/i;
const circumstance =
  /^((?:\S+ ){2,}?\S+) (?:when|while|since|because|cause|cuz|as) (?:i|we|he|she|they|my|our|his|her|their)\b.*$/i;

/** True for a piece that only says what the wish beside it is for, points at it, measures it, sighs over it, or is polite about it. */
export function isAside(words: string): boolean {
  return purpose.test(words) || exclamation.test(words) || pointing.test(words) || courtesy.test(words);
}

/** "My hands were trembling when I pressed the shutter": what happened, without when and why. */
export function withoutCircumstance(words: string): string {
  return circumstance.exec(words)?.[1] ?? words;
}
