/** What could be said: what the picture needs, sentences from before, then examples. A click puts one into the bar. */
import { History } from 'lucide-react';
import { useEditor, useStoreOf } from '../../api/EditorContext.tsx';
import { useWords } from '../useWords.ts';
import { examples } from './examples.ts';
import { Proposal } from './Proposal.tsx';

const shownPast = 2;

export function Suggestions() {
  const { t } = useWords();
  const editor = useEditor();
  const past = useStoreOf('instruction', (state) => state.past);
  const say = (sentence: string): void => editor.bar.current?.(sentence);
  return (
    <ul className="suggestions" aria-label={t('bar.suggestions')}>
      <Proposal />
      {past.slice(0, shownPast).map((sentence) => (
        <li key={sentence}>
          <button type="button" className="suggestion" onClick={() => say(sentence)}>
            <History size={14} aria-hidden />
            <span>{sentence}</span>
          </button>
        </li>
      ))}
      {examples
        .map((key) => t(key))
        .filter((sentence) => !past.slice(0, shownPast).includes(sentence))
        .map((sentence) => (
          <li key={sentence}>
            <button type="button" className="suggestion" onClick={() => say(sentence)}>
              <span>{sentence}</span>
            </button>
          </li>
        ))}
    </ul>
  );
}
