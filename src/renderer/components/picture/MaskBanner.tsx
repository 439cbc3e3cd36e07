/** Asks for the mask of a step that names a place, and says when painting is done. */
import { Brush, Check } from 'lucide-react';
import type { StepId } from '../../../shared/base/ids.ts';
import { useEditor, useStoreOf } from '../../api/EditorContext.tsx';
import { changeStep } from '../../commands/editActions.ts';
import { finishMask, takeMask } from '../../commands/maskActions.ts';
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
  const steps = useStoreOf('picture', (pictures) => currentPicture(pictures)?.steps ?? []);
  if (step === null) return null;
  const named = step.region !== null && typeof step.region === 'object' ? step.region.words : null;
  const words = named === null ? t('mask.paintHere') : t('mask.paintPlace', { place: named });
  const masks = steps.flatMap(({ id, mask }) => (mask === null || mask.name === '' ? [] : [{ id, name: mask.name }]));
  const takeNamed = async (from: StepId): Promise<void> => {
    await takeMask(editor, step.id, from);
    await finishMask(editor);
  };
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
        <>
          {masks.map(({ id, name }) => (
            <Button key={id} onClick={() => void takeNamed(id)}>
              {t('mask.useNamed', { mask: name })}
            </Button>
          ))}
          <Button onClick={() => void takeEverywhere()}>{t('mask.everywhere')}</Button>
        </>
      )}
    </div>
  );
}
