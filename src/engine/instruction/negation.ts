/** Recognises a clause that says what must not be done. Symptoms that merely contain "not" are no prohibitions. */

const english = [
  /\b(?:do not|don't|dont|do n't|never|must not|mustn't|shouldn't|should not|no need to|not necessary to|needn't|avoid|refrain from|without)\s+(?!(?:want|wanna|like|love|have|know|see|think|care|understand|mind|forget|worry|stand|look|a tripod|tripod|flash|any light|light)\b)[a-z]/i,
  /\bdon'?t want (?:you|it|this|anything) (?:to|sharpened|changed|touched)/i,
  /\bleave\b.*\b(?:alone|be|as (?:it|they|is|are)|as-is|untouched|unchanged|intact|the way)/i,
  /^(?:but |and |please |just |also )*(?:leave|keep|preserve|retain|maintain|conserve|respect) (?:the|its|my|her|his|all|that|this|any|those|these|some of the|most of the|everything|it as|it the|colou?rs?|grain|noise)\b/i,
  /^(?:but |and |please )*(?:while|whilst) (?:keeping|leaving|preserving|retaining|maintaining)\b/i,
  /^(?:but |and |please )*(?:keeping|leaving|preserving|retaining|maintaining) (?:the|its|my|all)\b/i,
  /^(?:but |and |please |with )*no (?!more\b|longer\b|idea\b|flash\b|tripod\b|light\b)[a-z]+(?:ing|ation|ment)\b/i,
  /\b(?:hands off|not the (?:colou?rs?|grain|noise|contrast|sharpness))\b/i,
  /^(?:but |and )*nothing else\b/i,
  /\b(?:should|must|has to|have to|can) (?:stay|remain)\b/i,
];
const chinese = [
  /(?:不要|别|勿|不用|不必|无需|无须|不需要|禁止|不能|不许|千万别|不准)(?!那么|这么|太)(?!.*了$)[^\s]/,
  /(?:保持|维持).*(?:不变|原样|原状)|不变$|保留|原样|别动|不动/,
];
const japanese = [
  /(?:ないで|なくて(?:も)?(?:いい|よい|良い|大丈夫)|ずに|せずに)/,
  /(?:そのまま|このまま|残して|残しといて|保って|維持|キープ|触らない|変えない|いじらない)/,
];
/** What does not bother is to stay: "I don't mind the grain", "das Rauschen stört mich nicht". */
const indifferent = [
  /\b(?:i|we) (?:really |actually |honestly )?(?:do not|don't|dont) (?:really )?mind (?:the|its|some|any|all|a|this|that|these|those)\b/i,
  /\b(?:do not|don't|dont) (?:really )?(?:care|worry) about\b/i,
  /\b(?:does not|doesn't|doesnt|do not|don't|dont) (?:really )?(?:bother|disturb|worry) (?:me|us)\b/i,
  /(?:^|[我们])不(?:介意|在意|在乎)(?!的话)|(?:无所谓|不碍事|不要紧)$/,
  /(?:気にならない|気になりません|気にしない|気にしません|構わない|構いません|かまわない)(?:です|よ|ので|から)?$/,
  /\bst(?:ö|oe)r(?:t|en) (?:mich |uns )?nicht\b|\b(?:ist|sind) (?:mir |uns )?egal\b/i,
  /\bne (?:me |nous )?(?:gêne|gene|dérange|derange)(?:nt)? pas\b/i,
  /\bno (?:me |nos )?(?:molesta|importa)n?\b/i,
];
const englishUrge = /\b(?:do not|don't|dont|never) (?:forget|hesitate) to\b\s*/i;

/** True for "don't sharpen", "leave the grain alone", 不要锐化, シャープにしないで. */
export function isProhibition(clause: string): boolean {
  return [...english, ...chinese, ...japanese, ...indifferent].some((pattern) => pattern.test(clause));
}

/** "don't forget to denoise" urges: the clause without its false negation. */
export function withoutUrging(clause: string): string {
  return clause.replace(englishUrge, '').trim();
}
