/** Says that one step is compared, not the whole edit, and leads back. */
import { X } from 'lucide-react';
import { useEditor, useStoreOf } from '../../api/EditorContext.tsx';
import { selectedStep } from '../../state/pictureStore.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { useWords } from '../useWords.ts';

export function ScopeNote() {
  const { t, operation } = useWords();
  const { stores } = useEditor();
  const step = useStoreOf('picture', (pictures) => (pictures.scope === 'step' ? selectedStep(pictures) : null));
  if (step === null) return null;
  return (
    <p className="scopeNote" role="status">
      {t('scope.step', { name: step.name ?? operation(step.operation) })}
      <IconButton
        icon={X}
        size={14}
        label={t('scope.leave')}
        onClick={() => stores.picture.getState().setScope('picture')}
      />
    </p>
  );
}
