/** What `shared/base/sentences` says in English, in the other languages. */
import type { SentenceKey } from '../base/sentence.ts';
import { sentences } from '../base/sentences.ts';
import { sentencesInChinese } from './sentencesInChinese.ts';
import { sentencesInJapanese } from './sentencesInJapanese.ts';

export const sentenceWords = {
  en: sentences,
  zh: sentencesInChinese,
  ja: sentencesInJapanese,
} as const satisfies Record<'en' | 'zh' | 'ja', Record<SentenceKey, string>>;
