/** Which of Patina's languages to speak. */

import type { Settings } from '../contract/system.ts';
import { type Language, languages } from '../model/operation.ts';

/** The language chosen in the settings, or the first of the system's that Patina speaks, or English. */
export function chooseLanguage(setting: Settings['language'], system: readonly string[]): Language {
  if (setting !== 'system') return setting;
  const spoken = system.map((tag) => languages.find((language) => tag.toLowerCase().startsWith(language)));
  return spoken.find((language) => language !== undefined) ?? 'en';
}
