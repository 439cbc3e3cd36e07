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

/** Who carries the verbs out: the installed application, whose window shows the queue, or the command line. */
export type VerbTarget = 'application' | 'command';

const restore = { application: ['--restore'], command: ['restore', '--notify'] } as const;
const open = { application: [], command: ['serve', '--open'] } as const;
const presetOption = { application: '--preset', command: '--recipe' } as const;
/** Without a preset, the one that the user has chosen as the usual one. */
const usual = { application: [], command: ['--usual'] } as const;

/** The verbs, in the order of the menu: restore, restore by each preset, open in the editor. */
export function verbsFor(presets: readonly string[], target: VerbTarget): Verb[] {
  return [
    { id: 'restore', names: named('fileManager.restore'), args: [...restore[target], ...usual[target]] },
    ...presets.map((preset, index) => ({
      id: `preset-${index + 1}`,
      names: named('fileManager.preset', preset),
      args: [...restore[target], presetOption[target], preset],
    })),
    { id: 'open', names: named('fileManager.open'), args: open[target] },
  ];
}

function named(key: 'fileManager.restore' | 'fileManager.preset' | 'fileManager.open', preset = ''): Verb['names'] {
  const say = (language: Language) => speak(language)(key, { preset });
  return { en: say('en'), zh: say('zh'), ja: say('ja') };
}
