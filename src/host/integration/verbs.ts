import type { Language } from '../../shared/model/operation.ts';
import { speak } from '../../shared/words/createWords.ts';

/** What a file manager offers for photos. */
export interface Verb {
  /** Letters, digits and dashes. */
  readonly id: string;
  readonly names: Readonly<Record<Language, string>>;
  /** Arguments of the command line before the photos. */
  readonly args: readonly string[];
}

/** The verbs, in the order of the menu: restore, restore by each preset, open in the editor. */
export function verbsFor(presets: readonly string[]): Verb[] {
  return [
    { id: 'restore', names: named('fileManager.restore'), args: ['restore', '--notify'] },
    ...presets.map((preset, index) => ({
      id: `preset-${index + 1}`,
      names: named('fileManager.preset', preset),
      args: ['restore', '--notify', '--recipe', preset],
    })),
    { id: 'open', names: named('fileManager.open'), args: ['serve', '--open'] },
  ];
}

function named(key: 'fileManager.restore' | 'fileManager.preset' | 'fileManager.open', preset = ''): Verb['names'] {
  const say = (language: Language) => speak(language)(key, { preset });
  return { en: say('en'), zh: say('zh'), ja: say('ja') };
}
