/** What was found wrong with the picture, and a sentence that would undo it: a click puts it into the bar. */
import { ScanSearch } from 'lucide-react';
import { useEditor, useStoreOf } from '../../api/EditorContext.tsx';
import { currentPicture } from '../../state/pictureStore.ts';
import { Hint } from '../ui/Hint.tsx';
import { useWords } from '../useWords.ts';
import { useDiagnosis } from './useDiagnosis.ts';

export function Proposal() {
  const { t } = useWords();
  const editor = useEditor();
  const diagnosis = useDiagnosis();
  const isUntouched = useStoreOf('picture', (pictures) => currentPicture(pictures)?.steps.length === 0);
  // It speaks of the photo as it was opened: once something is done about that, it would be said again.
  if (diagnosis === null || !isUntouched) return null;
  const { faults, sentence } = diagnosis;
  const found = faults
    .map(({ operation, degree }) => t(`fault.${degree}`, { fault: t(`fault.${operation}`) }))
    .join(t('fault.and'));
  if (sentence === '') {
    return <li className="sound dim">{found === '' ? t('bar.sound') : t('bar.found', { faults: found })}</li>;
  }
  return (
    <li>
      <Hint text={t('bar.found', { faults: found })} side="top">
        <button
          type="button"
          className="suggestion proposal"
          aria-label={t('bar.proposal', { faults: found, sentence })}
          onClick={() => editor.bar.current?.(sentence)}
        >
          <ScanSearch size={14} aria-hidden />
          <span className="found">{found}</span>
          <span>{sentence}</span>
        </button>
      </Hint>
    </li>
  );
}
