/** One step of the plan: what, how much, where. A click opens its settings; its words light up in the sentence. */
import { CircleHelp, SquareDashed, X } from 'lucide-react';
import { Popover } from 'radix-ui';
import { type KeyboardEvent, useState } from 'react';
import { clamp } from '../../../shared/base/geometry.ts';
import { useEditor, useStoreOf } from '../../api/EditorContext.tsx';
import { formatPercent } from '../../i18n/format.ts';
import { mainAmount, withMainAmount } from '../../state/parameterRanges.ts';
import type { Chip } from '../../state/planChips.ts';
import { operationIcons } from '../operationIcons.ts';
import { Hint } from '../ui/Hint.tsx';
import type { DragOrder } from '../ui/useDragOrder.ts';
import { useWords } from '../useWords.ts';
import { ChipAmount } from './ChipAmount.tsx';
import { ChipEditor } from './ChipEditor.tsx';
import { regionText } from './regionText.ts';

/** Below this confidence a chip is marked as a guess. */
const sureFrom = 0.6;

interface PlanChipProps {
  readonly chip: Chip;
  readonly place: string;
  readonly handle: ReturnType<DragOrder<HTMLOListElement>['handle']>;
  readonly onMove: (by: 1 | -1) => void;
}

export function PlanChip({ chip, place, handle, onMove }: PlanChipProps) {
  const { t, operation, amount, language } = useWords();
  const { instruction } = useEditor().stores;
  const pointed = useStoreOf('instruction', (state) => state.pointed === chip.key);
  const [open, setOpen] = useState(false);
  const Icon = operationIcons[chip.operation];
  const name = operation(chip.operation);
  const region = regionText(chip.region, t);
  const guess = chip.confidence < sureFrom && !chip.edited;
  const setAmount = (value: number): void => instruction.getState().changeChip(chip.key, withMainAmount(chip, value));
  const remove = (): void => instruction.getState().removeChip(chip.key);

  const onKeyDown = (event: KeyboardEvent): void => {
    const { key, altKey, shiftKey } = event;
    const { value, low, high, step } = mainAmount(chip);
    const turn = key === 'ArrowUp' ? 1 : key === 'ArrowDown' ? -1 : 0;
    const walk = key === 'ArrowLeft' ? -1 : key === 'ArrowRight' ? 1 : 0;
    if (turn !== 0) setAmount(clamp(Number((value + turn * step * (shiftKey ? 5 : 1)).toFixed(2)), low, high));
    else if (altKey && walk !== 0) onMove(walk);
    else if (key === 'Delete' || key === 'Backspace') remove();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <span
        className="chip"
        data-guess={guess || undefined}
        data-lit={pointed || undefined}
        onPointerEnter={() => instruction.getState().point(chip.key)}
        onPointerLeave={() => instruction.getState().point(null)}
      >
        <Popover.Trigger
          className="chipBody"
          aria-label={[name, amount(chip), region, place, guess && t('plan.guess')].filter(Boolean).join(', ')}
          onKeyDown={onKeyDown}
          onFocus={() => instruction.getState().point(chip.key)}
          onBlur={() => instruction.getState().point(null)}
          {...handle}
        >
          <Icon size={14} aria-hidden />
          <span className="chipName">{name}</span>
          <ChipAmount chip={chip} text={amount(chip)} onChange={setAmount} />
          {region !== '' && (
            <span className="chipRegion">
              <SquareDashed size={12} aria-hidden />
              {region}
            </span>
          )}
        </Popover.Trigger>
        {guess && (
          <Hint text={t('plan.guessAbout', { share: formatPercent(language, chip.confidence) })} side="top">
            <span className="chipGuess">
              <CircleHelp size={14} aria-hidden />
            </span>
          </Hint>
        )}
        <button type="button" className="chipRemove" aria-label={t('plan.remove', { name })} onClick={remove}>
          <X size={12} aria-hidden />
        </button>
      </span>
      <Popover.Portal>
        <Popover.Content
          className="popover chipPopover"
          aria-label={name}
          side="top"
          align="start"
          sideOffset={8}
          collisionPadding={12}
        >
          <ChipEditor chip={chip} onMove={onMove} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
