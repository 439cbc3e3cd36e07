/** Where in the sentence the words of each chip stand. */

interface WordRange {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

/** Ranges in the order of the sentence; chips whose words are not found, or lie inside others', have none. */
export function wordRanges(text: string, chips: readonly { key: string; words: string }[]): WordRange[] {
  const haystack = text.toLowerCase();
  const taken: WordRange[] = [];
  const isFree = (start: number, end: number): boolean =>
    taken.every((range) => end <= range.start || start >= range.end);
  for (const { key, words } of chips) {
    const needle = words.trim().toLowerCase();
    if (needle === '') continue;
    for (let start = haystack.indexOf(needle); start >= 0; start = haystack.indexOf(needle, start + 1)) {
      const end = start + needle.length;
      if (!isFree(start, end)) continue;
      taken.push({ key, start, end });
      break;
    }
  }
  return taken.sort((a, b) => a.start - b.start);
}

interface TextPiece {
  readonly text: string;
  readonly start: number;
  readonly key: string | null;
}

/** The sentence cut at the edges of the ranges. */
export function cutText(text: string, ranges: readonly WordRange[]): TextPiece[] {
  const pieces: TextPiece[] = [];
  let at = 0;
  for (const { key, start, end } of ranges) {
    if (start > at) pieces.push({ text: text.slice(at, start), start: at, key: null });
    pieces.push({ text: text.slice(start, end), start, key });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), start: at, key: null });
  return pieces;
}
