/** The plan in its order; chips are moved with the pointer, or with Alt and the arrow keys. */
import { ArrowRight } from 'lucide-react';
import { useEditor } from '../../api/EditorContext.tsx';
import type { Chip } from '../../state/planChips.ts';
import { useDragOrder } from '../ui/useDragOrder.ts';
import { useWords } from '../useWords.ts';
import { PlanChip } from './PlanChip.tsx';
import { regionText } from './regionText.ts';

export function PlanChips({ chips }: { chips: readonly Chip[] }) {
  const speech = useWords();
  const { t, operation, amount } = speech;
  const { instruction } = useEditor().stores;
  const move = (from: number, to: number): void => {
    const chip = chips[from];
    if (chip !== undefined) instruction.getState().moveChip(chip.key, to);
  };
  const order = useDragOrder<HTMLOListElement>('x', move);
  const spoken = chips.map((chip) =>
    [operation(chip.operation), amount(chip), regionText(chip.region, t)].filter(Boolean).join(' '),
  );
  return (
    <>
      <p className="hidden" aria-live="polite">
        {t('plan.spoken', { count: chips.length, steps: spoken.join(', ') })}
      </p>
      <ol className="chips" ref={order.list} aria-label={t('plan.title')}>
        {chips.map((chip, index) => (
          <li
            key={chip.key}
            className="chipPlace"
            data-entry
            data-carried={order.drag?.from === index || undefined}
            data-landing={landingSide(order.drag, index)}
          >
            {index > 0 && <ArrowRight size={14} aria-hidden className="chipArrow" />}
            <PlanChip
              chip={chip}
              place={t('plan.place', { index: index + 1, count: chips.length })}
              handle={order.handle(index)}
              onMove={(by) => move(index, Math.max(0, Math.min(chips.length - 1, index + by)))}
            />
          </li>
        ))}
      </ol>
    </>
  );
}

/** On which side of an entry the carried one would land. */
export function landingSide(
  drag: { readonly from: number; readonly to: number } | null,
  index: number,
): 'before' | 'after' | undefined {
  if (drag === null || drag.from === drag.to || drag.to !== index) return undefined;
  return drag.to < drag.from ? 'before' : 'after';
}
