/** The two forms of an instruction: as people read it, and as the tokenizer compares it. */

const apostrophes = /[\u2018\u2019\u02bc\u00b4`]/g;
const accents = /[\u0300-\u036f]/g;
const loneSurrogates = /\p{Surrogate}/gu;
const spaces = /[\s\u200b\ufeff]+/g;

/** Readable form: NFKC, plain apostrophes, one space between words; a line break becomes a full stop between clauses. */
export function tidy(text: string): string {
  return text
    .replace(loneSurrogates, '\ufffd')
    .replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ; ')
    .normalize('NFKC')
    .replace(apostrophes, "'")
    .replace(spaces, ' ')
    .trim();
}

/** Compared form: NFKC, lower case by code point, Latin accents removed; identical to Python's `normalise`. */
export function fold(text: string): string {
  const lowered = Array.from(text.replace(loneSurrogates, '\ufffd').normalize('NFKC'), (character) =>
    character.toLowerCase(),
  ).join('');
  return lowered.normalize('NFD').replace(accents, '').normalize('NFC');
}
