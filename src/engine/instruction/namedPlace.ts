import { bareName } from '../../shared/logic/namedMask.ts';
import type { Placed } from './placed.ts';

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
const leads = String.raw`(?:\b(?:only |just )?(?:in|on|inside|within|of|to|for|at|from) (?:only )?)?`;
const owners = '(?:(?:the|my|her|his|our|your|their|its|this|that) )?';
const exceptions = String.raw`\b(?:everything|everywhere|all|anything)(?: else)? (?:except(?: for)?|but(?: not)?|apart from|other than|outside(?: of)?|beyond) `;
const isSpaced = (name: string): boolean => !/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u.test(name);

/** A place that carries the name of a mask, longest names first; null where the clause speaks of none. */
export function namedPlace(clause: string, names: readonly string[]): Placed | null {
  const bare = [...new Set(names.map(bareName))].filter((name) => name !== '').sort((a, b) => b.length - a.length);
  for (const name of bare) {
    const found = (isSpaced(name) ? spaced : unspaced)(clause, escaped(name));
    if (found !== null) return found;
  }
  return null;
}

function spaced(clause: string, name: string): Placed | null {
  const end = String.raw`\b(?! (?:balance|noise))(?: only)?`;
  return (
    taken(clause, new RegExp(`${leads}(${exceptions}${owners}${name})${end}`, 'i')) ??
    taken(clause, new RegExp(`${leads}\\b(${owners}${name})${end}`, 'i'))
  );
}

const unspacedOwners = '(?:彼女の|彼の|私の|この|その|我的|她的|他的|这个?|那个?)?';

function unspaced(clause: string, bare: string): Placed | null {
  const name = `${unspacedOwners}${bare}`;
  const except = `(除了?${name}(?:以外|之外|外)?|${name}(?:以外|之外))`;
  return (
    taken(clause, new RegExp(`${except}(?:的(?:部分|地方|区域)|の部分)?[をはがの]?`)) ??
    taken(clause, new RegExp(`(?:只|仅)?[在把给对让]?(${name})(?:の中|里面|里|中)?(?:だけ|のみ)?[をはがの的]?`))
  );
}

/** The place said, and the clause without it: unless nothing but the place was said. */
function taken(clause: string, pattern: RegExp): Placed | null {
  const said = pattern.exec(clause)?.[1];
  if (said === undefined) return null;
  const words = clause.replace(pattern, ' ').replace(/\s+/g, ' ').trim();
  return { region: { words: said.trim() }, words: words === '' ? clause : words, told: false };
}
