/** The amount on a chip: a drag to the side changes it. The keyboard changes it with the arrows on the chip. */
import { useRef } from 'react';
import { clamp } from '../../../shared/base/geometry.ts';
import { mainAmount } from '../../state/parameterRanges.ts';
import type { Chip } from '../../state/planChips.ts';

/** A drag of this many pixels goes from one end of the range to the other. */
const fullRange = 240;

interface ChipAmountProps {
  readonly chip: Chip;
  readonly text: string;
  readonly onChange: (value: number) => void;
}

export function ChipAmount({ chip, text, onChange }: ChipAmountProps) {
  const press = useRef<{ x: number; value: number; moved: boolean } | null>(null);
  const { value, low, high, step } = mainAmount(chip);
  return (
    <span
      className="chipAmount figure"
      onPointerDown={(event) => {
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
        press.current = { x: event.clientX, value, moved: false };
      }}
      onPointerMove={(event) => {
        const { current } = press;
        if (current === null || event.buttons === 0) return;
        const by = ((event.clientX - current.x) / fullRange) * (high - low);
        if (Math.abs(event.clientX - current.x) > 2) current.moved = true;
        if (current.moved)
          onChange(clamp(Number((Math.round((current.value + by) / step) * step).toFixed(2)), low, high));
      }}
      onClickCapture={(event) => {
        if (press.current?.moved) event.stopPropagation();
        if (press.current?.moved) event.preventDefault();
        press.current = null;
      }}
    >
      {text}
    </span>
  );
}
