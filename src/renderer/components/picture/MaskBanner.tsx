/** Asks for the mask of a step that names a place, and says when painting is done. */
import { Brush, Check } from 'lucide-react';
import { useEditor, useStoreOf } from '../../api/EditorContext.tsx';
import { changeStep } from '../../commands/editActions.ts';
import { finishMask } from '../../commands/maskActions.ts';
import { currentPicture } from '../../state/pictureStore.ts';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../useWords.ts';

export function MaskBanner() {
  const { t, operation } = useWords();
  const editor = useEditor();
  const step = useStoreOf(
    'picture',
    (pictures) => currentPicture(pictures)?.steps.find(({ id }) => id === pictures.wantsMask) ?? null,
  );
  if (step === null) return null;
  const named = step.region !== null && typeof step.region === 'object' ? step.region.words : null;
  const words = named === null ? t('mask.paintHere') : t('mask.paintPlace', { place: named });
  const takeEverywhere = async (): Promise<void> => {
    await changeStep(editor, step.id, { region: null });
    await finishMask(editor);
  };
  return (
    <div className="maskBanner" role="status">
      <Brush size={16} aria-hidden />
      <span>
        <b>{step.name ?? operation(step.operation)}</b> {words}
      </span>
      {step.mask !== null ? (
        <Button tone="primary" icon={Check} onClick={() => void finishMask(editor)}>
          {t('mask.done')}
        </Button>
      ) : (
        <Button onClick={() => void takeEverywhere()}>{t('mask.everywhere')}</Button>
      )}
    </div>
  );
}
