/** A button with words. */
import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';

interface ButtonProps extends ComponentProps<'button'> {
  readonly icon?: LucideIcon;
  readonly tone?: 'plain' | 'primary' | 'quiet';
}

export function Button({ icon: Icon, tone = 'plain', className = '', children, ...rest }: ButtonProps) {
  return (
    <button type="button" className={`button ${tone} ${className}`} {...rest}>
      {Icon !== undefined && <Icon size={16} aria-hidden />}
      {children}
    </button>
  );
}
