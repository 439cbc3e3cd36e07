import type { Language } from '../../shared/model/operation.ts';
import { chooseLanguage } from '../../shared/words/language.ts';
import type { Editor } from '../api/editor.ts';

/** The language that the window speaks now. */
export function languageOf(editor: Editor): Language {
  return chooseLanguage(editor.stores.settings.getState().language, editor.host.languages);
}
