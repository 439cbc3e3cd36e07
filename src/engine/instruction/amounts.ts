/** How much: words, percentages, stops and plain numbers of one clause. */
export type Amount =
  /** A word, as a strength: slightly 0.3, a little 0.4, half 0.5, strongly 0.9, completely 1. */
  | { readonly kind: 'word'; readonly value: number }
  /** A share between 0 and 1 or beyond, signed where the text has a sign. */
  | { readonly kind: 'share'; readonly value: number; readonly signed: boolean }
  /** Stops of exposure. */
  | { readonly kind: 'stops'; readonly value: number; readonly signed: boolean }
  /** A plain number such as "+20" or "to 40". */
  | { readonly kind: 'number'; readonly value: number; readonly signed: boolean };

const counts: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  'half a': 0.5,
  'half of a': 0.5,
  half: 0.5,
  'a half': 0.5,
  'one and a half': 1.5,
  'a third of a': 0.33,
  'one third of a': 0.33,
  'a third': 0.33,
  'two thirds of a': 0.67,
  'a quarter of a': 0.25,
  '1⁄2': 0.5,
  '1⁄3': 0.33,
  '1⁄4': 0.25,
  '2⁄3': 0.67,
  '1/2': 0.5,
  '1/3': 0.33,
  '2/3': 0.67,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  半: 0.5,
  三分之一: 0.33,
  三分之二: 0.67,
  四分之一: 0.25,
};
const names = Object.keys(counts)
  .filter((name) => /^[\da-z]/.test(name))
  .sort((a, b) => b.length - a.length)
  .map((name) => name.replace('/', '\\/'))
  .join('|');
const number = '[+\\-−–]?\\s?\\d+(?:[.,]\\d+)?';
const stops = [
  new RegExp(
    `(${number}|\\b(?:${names})|[三四]分之[一二]|[一二两三四五六七八九半])\\s*-?(?:ev\\b|f?-?stops?\\b|档|挡|段)(半| and a half\\b)?`,
    'i',
  ),
  new RegExp(`\\bev\\s*:?\\s*(${number})`, 'i'),
];
const percent = new RegExp(`(${number})\\s*(?:%|percent|per cent|pct|パーセント)`, 'i');
const chinesePercent = /百分之([一二三四五六七八九]?十?[一二三四五六七八九]?)/;
const tenths = /([一二三四五六七八九\d])(?:割|成)(?!像)/;
const shares: readonly (readonly [RegExp, number])[] = [
  [/\bby (?:about |roughly |around )?(?:a |one )?half\b|\b(?:by )?fifty percent\b|一半|半分/i, 0.5],
  [/\bby (?:about |roughly |around )?(?:a|one) third\b|三分之一/i, 0.33],
  [/\bby (?:about |roughly |around )?two thirds\b|三分之二/i, 0.67],
  [/\bby (?:about |roughly |around )?(?:a|one) quarter\b|四分之一/i, 0.25],
  [/\bthree quarters\b|四分之三/i, 0.75],
];
/** From the most particular to the most general. */
const words: readonly (readonly [RegExp, number])[] = [
  [
    /\b(?:as much as (?:you can|possible)|to the max(?:imum)?|max(?:imum)? (?:strength|power|out)?|maximum|complete(?:ly)?|total(?:ly)?|fully|full strength|entire(?:ly)?|utterly|wholly|altogether|thoroughly|all (?:the|of the|that|those|these)|every (?:last|single|bit of)|every)\b/i,
    1,
  ],
  [/完全|彻底|全部|最大|一干二净|统统|完全に|全部|すべて|全て|徹底的|根こそぎ|思いっきり|できるだけ|最大限/, 1],
  [
    /\b(?:very |ever so )?(?:slightly|slight|subtl[ey]|gently|gentle|lightly|faintly|marginally|minimally|a (?:touch|tad|hair|smidge[n]?|hint|whisker|dash|pinch|notch))\b/i,
    0.3,
  ],
  [/稍微|稍稍|略微|略|轻微|微微|轻轻|轻度|一点点|わずかに|軽く|軽めに|ほんの少し|ほんのり|かすかに|控えめ|微妙に/, 0.3],
  [/\b(?:a (?:little |wee |tiny )?bit|a little|bit|some of|kinda|kind of|mildly|mild)\b/i, 0.4],
  [/一点|一些|点儿|有点|有些|些许|少许|再.{1,6}[点些]|少し|すこし|ちょっと|ちょい|多少|やや|若干/, 0.4],
  [
    /\b(?:moderate(?:ly)?|medium|somewhat|halfway|fairly|reasonably|partly|partially)\b|适当|适度|适中|中等|ほどほど|中程度|程よく|適度/i,
    0.5,
  ],
  [
    /\b(?:a lot|lots|strong(?:ly)?|heav(?:y|ily)|very|much|really|super|extreme(?:ly)?|hard|significantly|considerably|aggressive(?:ly)?|seriously|massive(?:ly)?|dramatically|drastically|greatly|big time|way (?:more|less|too)|a great deal|substantially)\b/i,
    0.9,
  ],
  [
    /大幅|强烈|强力|很多|非常|特别|狠狠|用力|极大|超级|かなり|強く|強力|大幅に|すごく|とても|ずっと|ぐっと|しっかり|がっつり|めちゃ/,
    0.9,
  ],
];
/** Nothing of the colour is left: the amount is in the name. */
const colourless =
  /\b(?:black (?:and|&|n) white|black-and-white|b ?& ?w|bnw|mono(?:chrome)?|gr[ae]y ?scale|(?:remove|take out|strip|drain|suck) (?:all )?(?:the )?colou?rs?(?! (?:cast|noise))|colou?rless)\b|黑白|单色|灰度|去色|白黒|モノクロ|グレースケール/i;

const tens = ['ten', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const tensPercent = new RegExp(`\\b(${tens.join('|')}) (?:%|per ?cent|pct)`, 'i');

/** The amount of a clause, or null where it names none. "iso 6400" is none. */
export function amountOf(clause: string): Amount | null {
  const text = clause.replace(/\biso\s*\d+/gi, ' ');
  for (const pattern of stops) {
    const found = pattern.exec(text);
    if (found?.[1] !== undefined) {
      const value = parsed(found[1]);
      return { kind: 'stops', value: value.value + (found[2] === undefined ? 0 : 0.5), signed: value.signed };
    }
  }
  const share = percent.exec(text)?.[1];
  if (share !== undefined) {
    const value = parsed(share);
    return { kind: 'share', value: value.value / 100, signed: value.signed };
  }
  const ten = tensPercent.exec(text)?.[1];
  if (ten !== undefined) return { kind: 'share', value: (tens.indexOf(ten.toLowerCase()) + 1) / 10, signed: false };
  const chinese = chinesePercent.exec(text)?.[1];
  if (chinese !== undefined && chinese !== '')
    return { kind: 'share', value: chineseNumber(chinese) / 100, signed: false };
  const tenth = tenths.exec(text)?.[1];
  if (tenth !== undefined) return { kind: 'share', value: (counts[tenth] ?? Number(tenth)) / 10, signed: false };
  if (colourless.test(text)) return { kind: 'word', value: 1 };
  for (const [pattern, value] of shares) if (pattern.test(text)) return { kind: 'share', value, signed: false };
  return plainNumber(text) ?? wordAmount(text);
}

function wordAmount(text: string): Amount | null {
  for (const [pattern, value] of words) if (pattern.test(text)) return { kind: 'word', value };
  return null;
}

function plainNumber(text: string): Amount | null {
  const signed = /(?:^|[^\w.])([+−–-]\s?\d+(?:\.\d+)?)(?![\w.:])/.exec(text)?.[1];
  if (signed !== undefined) return { kind: 'number', ...parsed(signed) };
  const said = /\b(plus|minus)\s+(\d+(?:\.\d+)?)/i.exec(text) ?? /(プラス|マイナス|加|减)(\d+(?:\.\d+)?)/.exec(text);
  if (said?.[1] !== undefined && said[2] !== undefined) {
    const negative = /minus|マイナス|减/i.test(said[1]);
    return { kind: 'number', value: negative ? -Number(said[2]) : Number(said[2]), signed: true };
  }
  const bare = /\b(?:by|to|at|strength|amount|level|up|down)\s+(\d+(?:\.\d+)?)(?!\s?(?:x|times|×|倍)|[\w.:])/i.exec(
    text,
  )?.[1];
  // "Vibrance 50": a name and a number, and nothing else.
  const value = bare ?? /^(?:[a-z]+ ){1,2}(\d+(?:\.\d+)?)$/i.exec(text.trim())?.[1];
  return value === undefined ? null : { kind: 'number', value: Number(value), signed: false };
}

function parsed(text: string): { value: number; signed: boolean } {
  const known = counts[text.trim().toLowerCase()];
  if (known !== undefined) return { value: known, signed: false };
  const compact = text.replace(/\s/g, '').replace(',', '.').replace(/[−–]/, '-');
  return { value: Number(compact), signed: /^[+-]/.test(compact) };
}

function chineseNumber(text: string): number {
  const [before, after] = text.includes('十') ? text.split('十') : ['0', text];
  const tenfold = text.includes('十') ? (before === '' ? 1 : (counts[before ?? ''] ?? 0)) : 0;
  return tenfold * 10 + (after === undefined || after === '' ? 0 : (counts[after] ?? 0));
}
