import type { Region } from '../../shared/model/recipe.ts';
import { namedPlace } from './namedPlace.ts';
import type { Placed } from './placed.ts';

const mask =
  '(?:the |my |this |that |current )?(?:selection|mask(?:ed (?:area|part|region))?|selected (?:area|part|region|bit|zone)|marked (?:area|part|region))';
const only = '(?:just |only )?';
const outside = [
  new RegExp(
    `${only}(?:everything|everywhere|all|anything)?(?: else)? ?(?:except(?: for)?|but not|apart from|other than|outside(?: of)?|beyond|but) (?:in |inside |for )?${mask}`,
    'i',
  ),
  /\b(?:the )?(?:unselected|unmasked) (?:area|part|region)s?|\b(?:the )?rest of the (?:picture|photo|image)/i,
  /(?:除了?)?(?:选区|蒙版|遮罩|选中(?:的)?(?:区域|部分)?)(?:以外|之外|外面|外部|外)(?:的)?(?:部分|区域|地方)?|除了?(?:选区|蒙版|遮罩)/,
  /(?:マスク|選択(?:範囲|領域|部分)?)(?:した部分)?(?:の外側?|以外|外)(?:の部分)?(?:だけ|のみ)?/,
];
const inside = [
  new RegExp(`\\b${only}(?:inside|within|in|on|to|for|of|from) (?:only )?${mask}(?: only)?`, 'i'),
  new RegExp(
    `\\b${only}(?:the |my |this )(?:selection|mask|selected (?:area|part|region)|masked (?:area|part|region))(?: only)?`,
    'i',
  ),
  /(?:只|仅)?(?:处理|针对|对|在|把|给)?(?:选区|蒙版|遮罩|选中(?:的)?(?:区域|部分))(?:里面|内部|之内|以内|里|内|中)?(?:的)?(?:部分|区域)?/,
  /(?:マスク|選択(?:範囲|領域|部分|した部分))(?:の中|の内側|内)?(?:だけ|のみ)?/,
];

const owner = '(?:the|her|his|my|their|our|your|its|those|these|both)';
// The longer of two that begin alike comes first.
const places = (
  'skies sky clouds cloud faces face skin eyes eye hair lips teeth hands hand arms arm cheeks cheek ' +
  'background foreground subject model bride groom woman man girl boy baby child kids kid person people ' +
  'couple dress suit shirt jacket dog cat bird horse car boat house building buildings church tower bridge ' +
  'street road wall windows window door room table mountains mountain hills hill valley sea ocean lake ' +
  'river water waves waterfall beach sand snow grass lawn meadow trees tree forest leaves flowers flower ' +
  'plants plant field horizon moon sun stars lights light left_side right_side left_half right_half ' +
  'top_half bottom_half top bottom upper_half lower_half corners corner edges centre center middle'
)
  .split(' ')
  .map((each) => each.replace('_', ' '));
const place = `(?:${places.join('|')})`;
const named = `${owner} (?:[a-z]+ )?${place}\\b(?! (?:balance|noise|shadows?))`;
const lead =
  '(?:(?:please|pls|just|only|also|now|then|and|but|can you|could you|would you|i want (?:you )?to|slightly|gently) )*';
/** "brighten her face", "make only the sky darker", "her face a little brighter": not "missed the eyes", not "can we see the hills". */
const asked = new RegExp(
  `^${lead}(?:(?!\\w+ed |see |it |is |are )[a-z]+ (?:(?:up|down|out|back|only|just|a bit|a little) )*)?(${named})(?! (?:is|are|was|were|looks?|seems?|has|have|needs?|moved|came|got|turned|shook|trembled|slipped|shakes?|shaking|ran|jumped|didn't|did|wasn't|weren't|isn't))`,
  'i',
);
const told = new RegExp(`(?:^|\\b(?:so|and|but|because) )(${named}) (?:is|are|looks?|seems?|needs?|should)\\b`, 'i');
const led = new RegExp(`\\b(?:in|on|from|off|within|inside|across|of|to|for) (${named})`, 'i');
const excepted = new RegExp(
  `\\b(?:everything|everywhere|all) (?:except|but|apart from|outside)(?: for| of)? ${owner} ${place}\\b`,
  'i',
);
const chinesePlace =
  '(?:她|他|我|它|你)?的?(?:天空|人脸|脸部|面部|脸|皮肤|眼睛|头发|背景|前景|主体|人物|水面|海面|湖面|草地|树木|建筑物?|房子|云朵|雪地|山峰|左半?边|右半?边|上半部分?|下半部分?|中间|四角|边缘|裙子|衣服|花朵)';
const chinese = new RegExp(chinesePlace);
const chineseTold = new RegExp(`^${chinesePlace}(?:太|很|有点|有些|非常|特别|好|是|都|全|看|没|被|发|偏|模糊|糊|虚)`);
const japanesePlace =
  '(?:彼女の|彼の|私の)?(?:空|顔|肌|目元|瞳|髪|背景|前景|被写体|人物|水面|海|湖|草|木々|建物|雲|雪|山|左側|右側|上半分|下半分|中央|四隅|花|服)';
const japanese = new RegExp(`${japanesePlace}(?=だけ|のみ|を|は|の(?!人))`);
const japaneseTold = new RegExp(`${japanesePlace}(?=が|も)`);

const chineseExcept = new RegExp(`除了?${chinesePlace}(?:以外|之外)?|${chinesePlace}(?:以外|之外)`);
const japaneseExcept = new RegExp(`${japanesePlace}以外`);

/** One of these is in every clause that one of the large patterns fits; the first use of such a pattern takes up to 20 ms. */
const maskWord = /mask|select|marked|rest of|选|蒙版|遮罩|マスク|選択/i;
const firstWords = new Set(places.map((each) => each.split(' ')[0]));

/**
 * Finds the place a clause speaks of. Mask words and the names of masks are taken out of the clause; "the sky" stays,
 * unless "in" leads to it.
 */
export function placeOf(clause: string, names: readonly string[] = []): Placed {
  const own = namedPlace(clause, names);
  if (own !== null) return own;
  if (maskWord.test(clause)) {
    for (const pattern of outside) if (pattern.test(clause)) return placed('outside-mask', without(clause, pattern));
    for (const pattern of inside) if (pattern.test(clause)) return placed('mask', without(clause, pattern));
  }
  const hasPlace =
    clause
      .toLowerCase()
      .match(/[a-z]+/g)
      ?.some((word) => firstWords.has(word)) ?? false;
  const english = (pattern: RegExp) => (hasPlace ? pattern.exec(clause) : null);
  const rest = english(excepted)?.[0];
  if (rest !== undefined) return placed({ words: rest }, without(clause, excepted));
  const spared = (chineseExcept.exec(clause) ?? japaneseExcept.exec(clause))?.[0];
  if (spared !== undefined) return placed({ words: spared }, clause);
  const after = english(led)?.[1];
  if (after !== undefined) return placed({ words: after }, without(clause, led));
  const said =
    english(told)?.[1] ??
    chineseTold.exec(clause)?.[0].replace(/(?:太|很|有点|有些|非常|特别|好|是|都|全|看|没|被|发|偏|模糊|糊|虚)$/, '') ??
    japaneseTold.exec(clause)?.[0];
  if (said !== undefined) return { region: { words: said }, words: clause, told: true };
  const wanted = english(asked)?.[1] ?? chinese.exec(clause)?.[0] ?? japanese.exec(clause)?.[0];
  return placed(wanted === undefined ? null : { words: wanted }, clause);
}

function placed(region: Region, words: string): Placed {
  return { region, words, told: false };
}

function without(clause: string, pattern: RegExp): string {
  return clause.replace(pattern, ' ').replace(/\s+/g, ' ').trim();
}
