/** Weak boundaries inside a clause: a comma or an "and" may join two wishes, two words for one, or a fault and its story. */

const fixed =
  /\b(?:black (?:and|&|n) white|salt and pepper|b ?& ?w|more and more|again and again|over and over|bit by bit|whites? and blacks?|blacks? .{0,20}and whites?)\b/i;
const commas = /\s*(?:,(?!\d)|、)\s*|(?<=[\u3040-\u9fff])\s+(?=[\u3040-\u9fff])/;
const ands =
  /\s+(?:and also|and|as well as|plus|&|\+(?!\s?\d))\s+|\s*(?:以及|同时|还有|(?<![饱柔缓温])和|跟|与|及)\s*|(?<=[\u30a0-\u30ff\u4e00-\u9fffれけきりみ])(?:(?<!何)と|や)(?=[\u3041-\u9fff])/i;
const lead =
  /^(?:please |just )?(more|less|increase|raise|boost|decrease|reduce|lower|cut|remove|fix|add|too much|get rid of|no more|bring up|bring down|turn up|turn down)\b/i;
const chineseLead = /^(降低|提高|增加|减少|提升|加强|减弱|去掉|去除|消除|修复)/;
const japaneseTail = /((?:を|が|は).{1,14})$/;

/** A clause at its commas. */
export function atCommas(clause: string): string[] {
  return clause.split(commas).map(clean).filter(isSomething);
}

/** A clause at its "and"s; a piece that is only a noun gets the verb of its neighbour: "less contrast | less saturation". */
export function atAnds(clause: string): string[] {
  if (fixed.test(clause)) return [clause];
  const pieces = clause.split(ands).map(clean).filter(isSomething);
  if (pieces.length < 2) return [clause];
  const verb = lead.exec(pieces[0] ?? '')?.[1];
  const chinese = chineseLead.exec(pieces[0] ?? '')?.[1];
  const tail = japaneseTail.exec(pieces.at(-1) ?? '')?.[1];
  return pieces.map((piece, index) => {
    if (verb !== undefined && index > 0 && piece.split(' ').length <= 3 && !lead.test(piece)) return `${verb} ${piece}`;
    if (chinese !== undefined && index > 0 && piece.length <= 5) return chinese + piece;
    if (tail !== undefined && index < pieces.length - 1 && piece.length <= 8 && !japaneseTail.test(piece))
      return piece + tail;
    return piece;
  });
}

function clean(piece: string): string {
  return piece.replace(/^(?:and|also|so|but)\s+/i, '').trim();
}

function isSomething(piece: string): boolean {
  return /[\p{L}\p{N}]/u.test(piece);
}
