/** Starts i18next with all words of all languages; they are small and never fetched. */
import { createInstance, type i18n, type Module } from 'i18next';
import type { Language } from '../model/operation.ts';
import { en } from './en.ts';
import { ja } from './ja.ts';
import type { Say, Words } from './words.ts';
import { zh } from './zh.ts';

const allWords: Readonly<Record<Language, Words>> = { en, zh, ja };

/** All words, speaking `language`; `modules` are i18next's own kind of additions. */
export function createWords(language: Language, ...modules: readonly Module[]): i18n {
  const instance = createInstance();
  for (const module of modules) instance.use(module);
  void instance.init({
    lng: language,
    fallbackLng: 'en',
    resources: Object.fromEntries(Object.entries(allWords).map(([name, words]) => [name, { translation: words }])),
    keySeparator: false,
    nsSeparator: false,
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  return instance;
}

const spoken = new Map<Language, Say>();

/** The words of one language for programs without a page. */
export function speak(language: Language): Say {
  const known = spoken.get(language);
  if (known !== undefined) return known;
  const words = createWords(language);
  const say: Say = (key, values) => words.t(key, { ...values });
  spoken.set(language, say);
  return say;
}
