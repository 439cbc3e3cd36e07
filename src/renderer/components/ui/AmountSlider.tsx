/** A labelled slider that answers at once, takes typed numbers, and goes back to its usual value on a double-click. */
import { Slider } from 'radix-ui';
import { useEffect, useId, useState } from 'react';
import { clamp } from '../../../shared/base/geometry.ts';
import { useGesture } from './useGesture.ts';

interface AmountSliderProps {
  readonly label: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly step: number;
  readonly usual: number;
  readonly unit?: string;
  readonly disabled?: boolean;
  /** How many of the value make one of what is shown: 100 for shares shown as per cent. */
  readonly scale?: number;
  readonly onChange: (value: number, gesture: string) => void;
}

export function AmountSlider(props: AmountSliderProps) {
  const { label, value, low, high, step, usual, unit = '', disabled = false, scale = 1, onChange } = props;
  const id = useId();
  const gesture = useGesture();
  const [shown, setShown] = useState(value);
  const [typed, setTyped] = useState<string | null>(null);
  useEffect(() => setShown(value), [value]);

  const round = (number: number): number => Number((Math.round(number / step) * step).toFixed(4));
  const change = (next: number): void => {
    const kept = clamp(round(next), low, high);
    setShown(kept);
    onChange(kept, gesture.current());
  };
  const takeTyped = (): void => {
    const number = Number((typed ?? '').replace(',', '.').replace(/[^\d.+-]/g, ''));
    if (typed !== null && typed.trim() !== '' && Number.isFinite(number)) change(number / scale);
    setTyped(null);
  };

  return (
    <div className="amount" data-disabled={disabled || undefined}>
      <label className="amountLabel" htmlFor={id} onDoubleClick={() => change(usual)}>
        {label}
      </label>
      <span className="amountValue">
        <input
          id={id}
          className="amountInput"
          inputMode="decimal"
          disabled={disabled}
          value={typed ?? String(Number((shown * scale).toFixed(2)))}
          onChange={(event) => setTyped(event.target.value)}
          onFocus={(event) => event.target.select()}
          onBlur={takeTyped}
          onKeyDown={(event) => {
            if (event.key === 'Enter') takeTyped();
            if (event.key === 'Escape') setTyped(null);
            if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
              event.preventDefault();
              change(shown + (event.key === 'ArrowUp' ? step : -step) * (event.shiftKey ? 10 : 1));
            }
          }}
        />
        {unit !== '' && <span className="amountUnit">{unit}</span>}
      </span>
      <Slider.Root
        className="slider"
        value={[shown]}
        min={low}
        max={high}
        step={step}
        disabled={disabled}
        onPointerDown={gesture.begin}
        onPointerUp={gesture.end}
        onDoubleClick={() => change(usual)}
        onValueChange={([next]) => next !== undefined && change(next)}
      >
        <Slider.Track className="sliderTrack">
          <SliderFill low={low} high={high} value={shown} />
        </Slider.Track>
        <Slider.Thumb
          className="sliderThumb"
          aria-label={label}
          aria-valuetext={`${Number((shown * scale).toFixed(2))} ${unit}`.trim()}
        />
      </Slider.Root>
    </div>
  );
}

/** The filled part starts at zero where the range has two sides. */
function SliderFill({ low, high, value }: { low: number; high: number; value: number }) {
  const share = (number: number): number => ((number - low) / (high - low)) * 100;
  const from = share(clamp(0, low, high));
  const to = share(value);
  return <span className="sliderFill" style={{ left: `${Math.min(from, to)}%`, width: `${Math.abs(to - from)}%` }} />;
}
