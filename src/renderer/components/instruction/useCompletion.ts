/** How a sentence could go on: the rest of an earlier one, or of an example, that starts the same. */
import { useStoreOf } from '../../api/EditorContext.tsx';
import { useWords } from '../useWords.ts';
import { examples } from './examples.ts';

const fewestLetters = 2;

/** The rest of the first fitting sentence; empty where none fits. */
export function completionOf(text: string, sentences: readonly string[]): string {
  if (text.trim().length < fewestLetters) return '';
  const start = text.toLowerCase();
  const match = sentences.find((each) => each.length > text.length && each.toLowerCase().startsWith(start));
  return match?.slice(text.length) ?? '';
}

export function useCompletion(text: string): string {
  const { t } = useWords();
  const past = useStoreOf('instruction', (state) => state.past);
  return completionOf(text, [...past, ...examples.map((key) => t(key))]);
}
