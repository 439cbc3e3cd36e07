/** A button that is only an icon: its label is its tooltip and its name for screen readers. */
import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { Hint } from './Hint.tsx';

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children' | 'disabled'> {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly keys?: string | null;
  readonly pressed?: boolean;
  /** Stays focusable, so that its tooltip can be read. */
  readonly disabled?: boolean;
  readonly side?: 'top' | 'right' | 'bottom' | 'left';
  readonly size?: number;
}

export function IconButton({
  icon: Icon,
  label,
  keys = null,
  pressed,
  disabled = false,
  side = 'bottom',
  size = 16,
  className = '',
  onClick,
  ...rest
}: IconButtonProps) {
  return (
    <Hint text={label} keys={keys} side={side}>
      <button
        type="button"
        className={`iconButton ${className}`}
        aria-label={label}
        aria-disabled={disabled || undefined}
        {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
        {...rest}
        onClick={disabled ? undefined : onClick}
      >
        <Icon size={size} aria-hidden />
      </button>
    </Hint>
  );
}
