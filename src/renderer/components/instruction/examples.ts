/** Examples to click, by their keys. */
import type { WordKey } from '../../../shared/words/words.ts';

export const examples: readonly WordKey[] = ['example.grain', 'example.dark', 'example.haze', 'example.shaken'];
