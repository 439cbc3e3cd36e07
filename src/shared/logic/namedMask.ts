/** Finding the mask that words speak of by the name the user gave it, in English, Chinese and Japanese. */

/** A mask found by its name: number `index` of those asked about, inside or outside of it. */
export interface NamedMask {
  readonly index: number;
  readonly outside: boolean;
}

const owner = /^(?:the|a|an|my|her|his|our|your|their|its|this|that|these|those)\s+/;
const chineseOwner = /^(?:这个?|那个?|我的|她的|他的|它的)/;
const japaneseOwner = /^(?:この|その|あの|私の|彼女の|彼の)/;
const exceptions: readonly RegExp[] = [
  /^(?:everything|everywhere|all|anything)(?: else)? (?:except(?: for)?|but(?: not)?|apart from|other than|outside(?: of)?|beyond) (.+)$/,
  /^(?:除了|除)(.+?)(?:以外|之外|外)?$/,
  /^(.+?)(?:以外|之外)$/,
];

/** The first mask whose name is what the words say; names and words count without articles and owners. */
export function findNamedMask(words: string, names: readonly string[]): NamedMask | null {
  const said = folded(words);
  for (const exception of exceptions) {
    const spared = exception.exec(said)?.[1];
    const index = spared === undefined ? -1 : indexOf(spared, names);
    if (index >= 0) return { index, outside: true };
  }
  const index = indexOf(said, names);
  return index < 0 ? null : { index, outside: false };
}

/** A name as it is compared: small letters, without what only says whose it is. Empty for no name. */
export function bareName(name: string): string {
  return folded(name).replace(owner, '').replace(chineseOwner, '').replace(japaneseOwner, '').trim();
}

function indexOf(words: string, names: readonly string[]): number {
  const wanted = bareName(words);
  return wanted === '' ? -1 : names.findIndex((name) => bareName(name) === wanted);
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}
