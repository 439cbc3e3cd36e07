import { markupText } from '../../shared/base/markup.ts';
import { shellWord } from './quoting.ts';
import type { Verb } from './verbs.ts';

const ownAction =
  /[ \t]*<action>(?:(?!<\/action>)[\s\S])*?<unique-id>patina-[^<]*<\/unique-id>(?:(?!<\/action>)[\s\S])*?<\/action>\n?/g;
const empty = '<?xml version="1.0" encoding="UTF-8"?>\n<actions>\n</actions>\n';

/**
 * The user's file of Thunar's actions with ours at its end, in place of older ones of ours; everything else stays as it
 * is, to the byte. `xml` is '' where there is no such file. Null where it is none that ours could be put into.
 */
export function withThunarActions(xml: string, verbs: readonly Verb[], command: readonly string[]): string | null {
  const bare = withoutThunarActions(xml === '' ? empty : xml);
  const end = bare.lastIndexOf('</actions>');
  if (end < 0) return null;
  return bare.slice(0, end) + verbs.map((verb) => actionOf(verb, command)).join('') + bare.slice(end);
}

/** The file without our actions. */
export function withoutThunarActions(xml: string): string {
  return xml.replace(ownAction, '');
}

/** True where nothing of anybody else is in the file. */
export function isOnlyOurs(xml: string): boolean {
  return withoutThunarActions(xml) === empty;
}

function actionOf({ id, names, args }: Verb, command: readonly string[]): string {
  // Thunar replaces codes after a percent sign.
  const words = [...command, ...args].map((word) => shellWord(word).replaceAll('%', '%%'));
  return `<action>
\t<icon></icon>
\t<name>${markupText(names.en)}</name>
\t<name xml:lang="zh">${markupText(names.zh)}</name>
\t<name xml:lang="ja">${markupText(names.ja)}</name>
\t<unique-id>patina-${id}</unique-id>
\t<command>${markupText(`${words.join(' ')} %F`)}</command>
\t<description></description>
\t<patterns>*</patterns>
\t<image-files/>
</action>
`;
}
