/** The parts of a mask in their order, each with what it does to the ones before it. */
import { GripVertical, SquareDashed, X } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import type { StepId } from '../../../shared/base/ids.ts';
import { type ComponentState, type MaskState, maskModes } from '../../../shared/model/mask.ts';
import { useEditor, useStoreOf } from '../../api/EditorContext.tsx';
import { changeComponent, moveComponent, removeComponent } from '../../commands/maskActions.ts';
import { landingSide } from '../instruction/PlanChips.tsx';
import { Choice } from '../ui/Choice.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { type DragOrder, useDragOrder } from '../ui/useDragOrder.ts';
import { useWords } from '../useWords.ts';
import { PartValues } from './PartValues.tsx';
import { partIcons } from './partIcons.ts';

export function PartList({ step, mask }: { step: StepId; mask: MaskState }) {
  const { t } = useWords();
  const editor = useEditor();
  const order = useDragOrder<HTMLOListElement>('y', (from, to) => void moveComponent(editor, step, from, to));
  return (
    <ol className="partList" ref={order.list} aria-label={t('mask.parts')}>
      {mask.components.map((component, index) => (
        <li
          // Parts have no names of their own: their place is what tells them apart.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above.
          key={index}
          className="stepPlace"
          data-entry
          data-carried={order.drag?.from === index || undefined}
          data-landing={landingSide(order.drag, index)}
        >
          <PartRow
            step={step}
            index={index}
            count={mask.components.length}
            component={component}
            handle={order.handle(index)}
          />
        </li>
      ))}
    </ol>
  );
}

interface PartRowProps {
  readonly step: StepId;
  readonly index: number;
  readonly count: number;
  readonly component: ComponentState;
  readonly handle: ReturnType<DragOrder<HTMLOListElement>['handle']>;
}

function PartRow({ step, index, count, component, handle }: PartRowProps) {
  const { t } = useWords();
  const editor = useEditor();
  const isChosen = useStoreOf('tool', ({ part }) => part?.step === step && part.index === index);
  const { choosePart } = editor.stores.tool.getState();
  const Icon = partIcons[component.kind];
  const kind = t(`mask.kind.${component.kind}`);
  const name = component.kind === 'brush' ? t('mask.strokes', { kind, count: component.strokes }) : kind;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey && event.key === 'ArrowUp' && index > 0) void moveComponent(editor, step, index, index - 1);
    else if (event.altKey && event.key === 'ArrowDown' && index < count - 1) {
      void moveComponent(editor, step, index, index + 1);
    } else if (event.key === 'Delete' || event.key === 'Backspace') void removeComponent(editor, step, index);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="part" data-chosen={isChosen || undefined}>
      <div className="partHead" {...handle}>
        <GripVertical size={12} aria-hidden className="partGrip" />
        <button
          type="button"
          className="partMain"
          aria-expanded={isChosen}
          aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Delete"
          onClick={() => choosePart(isChosen ? null : { step, index })}
          onKeyDown={onKeyDown}
        >
          <Icon size={14} aria-hidden />
          <span className="partName">{name}</span>
        </button>
        <Choice
          label={t('mask.mode', { name })}
          value={component.mode}
          options={maskModes.map((mode) => ({ value: mode, label: t(`mask.mode.${mode}`) }))}
          onChange={(mode) => void changeComponent(editor, step, index, { mode })}
        />
        <IconButton
          icon={SquareDashed}
          size={14}
          label={t('mask.invertPart', { name })}
          pressed={component.inverted}
          side="top"
          onClick={() => void changeComponent(editor, step, index, { inverted: !component.inverted })}
        />
        <IconButton
          icon={X}
          size={14}
          label={t('mask.removePart', { name })}
          side="top"
          onClick={() => void removeComponent(editor, step, index)}
        />
      </div>
      {isChosen && <PartValues step={step} index={index} component={component} />}
    </div>
  );
}
