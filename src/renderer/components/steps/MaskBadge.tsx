/** Where a step applies. A click shows the mask over the picture, with Alt the mask itself in grey. */
import { SquareDashed } from 'lucide-react';
import type { StepState } from '../../../shared/contract/picture.ts';
import { useEditor } from '../../api/EditorContext.tsx';
import { startMask } from '../../commands/maskActions.ts';
import { useWords } from '../useWords.ts';

export function MaskBadge({ step, text }: { step: StepState; text: string }) {
  const { t } = useWords();
  const editor = useEditor();
  const { picture, tool } = editor.stores;
  const show = (grey: boolean): void => {
    if (step.mask === null) return startMask(editor, step.id);
    const isShown = picture.getState().selected === step.id;
    picture.getState().select(step.id);
    if (grey) tool.getState().setGrey(!(isShown && tool.getState().grey));
    else if (isShown || !tool.getState().overlay) tool.getState().toggleOverlay();
    return undefined;
  };
  return (
    <button
      type="button"
      className="badge"
      data-missing={step.mask === null || undefined}
      title={t(step.mask !== null ? 'mask.badge' : 'mask.missing')}
      onClick={(event) => show(event.altKey)}
    >
      <SquareDashed size={12} aria-hidden />
      {text}
    </button>
  );
}
