/** One step: what, how much, where, how far it is; opened, it shows everything that can be changed. */
import { GripVertical } from 'lucide-react';
import { Switch } from 'radix-ui';
import type { KeyboardEvent } from 'react';
import type { StepState } from '../../../shared/contract/picture.ts';
import { useEditor, useStoreOf } from '../../api/EditorContext.tsx';
import { changeStep, moveStep, removeStep } from '../../commands/editActions.ts';
import { currentPicture } from '../../state/pictureStore.ts';
import { regionText } from '../instruction/regionText.ts';
import { operationIcons } from '../operationIcons.ts';
import type { DragOrder } from '../ui/useDragOrder.ts';
import { useWords } from '../useWords.ts';
import { MaskBadge } from './MaskBadge.tsx';
import { StepDetails } from './StepDetails.tsx';
import { StepContextMenu, StepMenuButton } from './StepMenu.tsx';
import { StepName } from './StepName.tsx';
import { StepStatusMark } from './StepStatusMark.tsx';

interface StepRowProps {
  readonly step: StepState;
  readonly number: number;
  readonly open: boolean;
  readonly handle: ReturnType<DragOrder<HTMLOListElement>['handle']>;
}

export function StepRow({ step, number, open, handle }: StepRowProps) {
  const { t, operation, amount } = useWords();
  const editor = useEditor();
  const renaming = useStoreOf('layout', (layout) => layout.renaming === step.id);
  const { picture, layout } = editor.stores;
  const Icon = operationIcons[step.operation];
  const name = step.name ?? operation(step.operation);
  const isOutside = (step.region === 'outside-mask') !== (step.mask?.inverted ?? false);
  const region = step.mask !== null ? t(isOutside ? 'region.outside' : 'region.mask') : regionText(step.region, t);

  const onKeyDown = (event: KeyboardEvent): void => {
    const at = currentPicture(picture.getState())?.steps.findIndex(({ id }) => id === step.id) ?? 0;
    if (event.altKey && event.key === 'ArrowUp') void moveStep(editor, step.id, at + 1);
    else if (event.altKey && event.key === 'ArrowDown') void moveStep(editor, step.id, at - 1);
    else if (event.key === 'Delete' || event.key === 'Backspace') void removeStep(editor, step.id);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <StepContextMenu step={step}>
      <article
        className="step"
        data-status={step.status}
        data-open={open || undefined}
        data-off={!step.enabled || undefined}
      >
        <div className="stepHead" {...handle}>
          <GripVertical size={14} aria-hidden className="grip" />
          <Icon size={16} aria-hidden className="stepIcon" />
          {renaming ? (
            <StepName step={step} name={name} />
          ) : (
            <button
              type="button"
              className="stepMain"
              aria-expanded={open}
              aria-label={[t('step.number', { number, name }), amount(step), region].filter(Boolean).join(', ')}
              aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Delete F2"
              onClick={() => picture.getState().select(open ? null : step.id)}
              onDoubleClick={() => layout.getState().rename(step.id)}
              onKeyDown={onKeyDown}
            >
              <span className="stepTitle">{name}</span>
              <span className="stepAmount figure">{amount(step)}</span>
            </button>
          )}
          <Switch.Root
            className="switch"
            checked={step.enabled}
            aria-label={t('step.enabled', { name })}
            onCheckedChange={(enabled) => void changeStep(editor, step.id, { enabled })}
            onPointerDown={(event) => event.stopPropagation()}
          >
            <Switch.Thumb className="switchThumb" />
          </Switch.Root>
          <StepMenuButton step={step} name={name} />
        </div>
        <div className="stepFacts">
          <StepStatusMark step={step} />
          {region !== '' && <MaskBadge step={step} text={region} />}
          {step.words !== '' && <span className="stepWords">{t('plan.words', { words: step.words })}</span>}
        </div>
        {open && <StepDetails step={step} />}
      </article>
    </StepContextMenu>
  );
}
