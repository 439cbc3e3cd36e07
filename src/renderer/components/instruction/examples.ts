/** Examples to click, by their keys. */
import type { WordKey } from '../../i18n/words.ts';

export const examples: readonly WordKey[] = ['example.grain', 'example.dark', 'example.haze', 'example.shaken'];
