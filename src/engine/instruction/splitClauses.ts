/** How a clause hangs on the one before: by a word of order ("then"), or by a full stop or the like. */
export interface Clause {
  readonly words: string;
  readonly link: 'start' | 'order' | 'sentence';
}

/** Marks from the private use area stand for the boundaries while the text is cut. */
const order = '\ue002';
const sentence = '\ue001';
const enumeration = /(^|[\s,;.:。、])\(?(?:step )?\d{1,2}(?:\)|[.:、](?=\s|[\u3040-\u9fff]))\s*/gi;
const chineseStep = /第[一二三四五六七八九]步[,:、]?/g;
const arrows = /\s*(?:-+>|=+>|→|⇒|➜|➔|»|>{1,2}|\|)\s*/g;
const stopsOfSentence = /[;。!?…]+\s*|\.(?=\s|$)\s*|\s[-–—]\s/g;
const englishOrder =
  /[,\s]*\b(?:and |but )?(?:then|after that|after this|afterwards?|after which|next(?! (?:to|week|time|day)\b)|followed by|finally|lastly|last but not least|at the (?:very )?end|in the end|secondly|thirdly|subsequently|(?:second|third),)(?: also\b)?(?=[\s,:]|$)[,:]?\s*/gi;
const chineseOrder =
  /[,、\s]*(?:紧接着|接着|然后再?|随后|之后再?|以后再|最后再?|其次|下一步|再来|(?<=[,、\s])再|并且|另外|此外|顺便)[,、]?/g;
const chineseAfter = /(?<=[噪雾雨痕糊亮清晰大化完强色度点])后(?=再|[,、]|把|提|去|放|锐|增|加|降|减|调|变)/g;
const japaneseOrder =
  /[、,\s]*(?:次に|それから|その後で?|そのあとで?|最後に|続いて|そして|さらに|加えて|あとは)[、,]?/g;
const japaneseAfter = /(?<=[てで])から[、,]?|(?<=[ただ])(?:後|あと)(?:で|に)?[、,]?/g;
const turns =
  /[,\s]*(?:(?<!\b(?:everything|anything|everywhere|all|nothing) )\b(?:but|however|yet|though)\b|但是|但|不过|可是|けれども|けれど|けど|ただし|(?<=[、,])でも)[,、]?\s*(?!not also\b|also\b)/gi;
const butFirst = /(?:,\s*|\s+)(?:but|and) first\b,?\s*|[,、]?(?:但是?|不过)(?:要|请)?先(?!生)/gi;
/** "I don't like the noise" is one clause: no cut between who does not and what. */
const prohibitions =
  /(?<!\b(?:i|we|you|they)(?: (?:really|actually|honestly|just|still|simply))?[,\s]*)[,\s]*(?:\band )?(?=\b(?:do not|don't|never|without(?! flash| a flash| tripod| a tripod| light| any)|leave (?:the|it|its|my)|keep (?:the|its|my)|preserve|while (?:keeping|leaving|preserving))(?:\s|$))/gi;
const japaneseForbidding = /(?<=ずに|ないで)[、,]?(?!くだ|下さ|ね|よ|お願|ほし|欲し|もら|いただ|頂|$)/g;
const opening =
  /^(?:[\s,、:]|(?:and|you(?:'ve| have)?|also|so|ok|okay|first of all|first|firstly|to (?:begin|start)(?: with)?|start (?:by|with))\b(?=[\s,:]|$)|首先|先(?!进|生)|まず(?:は)?|はじめに|最初に)+/i;

const after =
  /^(?:right |immediately |directly )?(?:after|once|when|as soon as)\s+(?:you(?:'ve| have|'re| are)?\s+)?(.+?),\s*(.+)$/i;
const afterwards = /^(.+?),?\s+(?:right )?(?:after|once)\s+((?:you(?:'ve| have)?\s+)?\w+(?:ing|ed)\b.*)$/i;
const before = /^before\s+(?!that\b|this\b|it\b)(?:you\s+)?(.+?),\s*(.+)$/i;
const beforehand = /^(.+?),?\s+before\s+(\w+ing\b.*|you .+)$/i;
const beforeThat =
  /^(?:(?:and |but )?before (?:that|this|it),?\s*|(?:在)?(?:这|此|那)?之前[,、]?先?|その前に[、,]?)(.+)$/i;
const chineseBefore = /^在?(.+?)(?:之前|以前|前(?=先|[,、]))[,、]?(?:请?先|要先)?(.+)$/;
const japaneseBefore = /^(.+?)前に[、,]?(.+)$/;

/** Clauses of a tidied instruction in the order in which they are to be carried out. */
export function splitClauses(text: string): Clause[] {
  const marked = text
    .replace(butFirst, `${sentence}before that, `)
    .replace(enumeration, `$1${order}`)
    .replace(chineseStep, order)
    .replace(arrows, order)
    .replace(englishOrder, order)
    .replace(chineseOrder, order)
    .replace(chineseAfter, order)
    .replace(japaneseOrder, order)
    .replace(japaneseAfter, order)
    .replace(stopsOfSentence, sentence)
    .replace(turns, sentence)
    .replace(prohibitions, sentence)
    .replace(japaneseForbidding, sentence);
  const clauses: Clause[] = [];
  let link: Clause['link'] = 'start';
  for (const piece of marked.split(/([\ue001\ue002])/)) {
    if (piece === order) link = 'order';
    else if (piece === sentence) link = link === 'order' ? 'order' : 'sentence';
    else if (place(clauses, trimmed(piece), clauses.length === 0 && link !== 'order' ? 'start' : link))
      link = 'sentence';
  }
  return clauses;
}

/** "…, but only a little": an amount alone belongs to the wish before it, unless it comes as a step of its own ("then +1 EV"). */
const onlyAmount =
  /^(?:(?:only|just|but|by|about|around|roughly|at|to|not too|nothing more than|no more than|at most|max(?:imum)?)\s+)*(?:(?:very |ever so |just )?(?:slightly|subtly|gently|strongly|heavily|moderately|completely|fully|a (?:tiny |little |wee )?(?:bit|little|touch|tad|lot|hair)|half|somewhat)|not (?:too )?much|[+-]?\d+(?:[.,]\d+)?\s?(?:%|percent|ev|stops?)?)(?: please)?$|^(?:稍微|轻微|一点点?|少し(?:だけ)?|ちょっと(?:だけ)?|軽く|控えめに)$/i;

/** Puts the clauses of one stretch in their order; false where the stretch is empty. */
function place(clauses: Clause[], words: string, link: Clause['link']): boolean {
  if (words === '') return false;
  const last = clauses.at(-1);
  if (last !== undefined && link !== 'order' && onlyAmount.test(words)) {
    clauses[clauses.length - 1] = { ...last, words: `${last.words} ${words}` };
    return true;
  }
  const early = beforeThat.exec(words)?.[1];
  if (early !== undefined) {
    clauses.splice(Math.max(0, clauses.length - 1), 0, { words: trimmed(early), link: 'order' });
    return true;
  }
  for (const part of sequenced(words)) {
    const clean = trimmed(part);
    if (clean !== '') clauses.push({ words: clean, link: clauses.length === 0 ? 'start' : link });
  }
  return true;
}

function sequenced(words: string): string[] {
  for (const [pattern, first, second] of [
    [after, 1, 2],
    [before, 2, 1],
    [afterwards, 2, 1],
    [beforehand, 1, 2],
    [chineseBefore, 2, 1],
    [japaneseBefore, 2, 1],
  ] as const) {
    const found = pattern.exec(words);
    const [one, two] = [found?.[first], found?.[second]];
    if (one !== undefined && two !== undefined) return [one, two];
  }
  return [words];
}

function trimmed(words: string): string {
  return words
    .replace(opening, '')
    .replace(/[\s,、:.-]+$/, '')
    .trim();
}
