/** A button that is only an icon and opens a menu: its label is its tooltip and its name for screen readers. */
import type { LucideIcon } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';

interface IconMenuProps {
  readonly icon: LucideIcon;
  readonly label: string;
  /** The side of the button that the menu is in line with. */
  readonly align?: 'start' | 'end';
  readonly className?: string;
  readonly onOpenChange?: (isOpen: boolean) => void;
  /** Items, labels and lines of `DropdownMenu`. */
  readonly children: ReactNode;
}

export function IconMenu({
  icon: Icon,
  label,
  align = 'end',
  className = '',
  onOpenChange = () => undefined,
  children,
}: IconMenuProps) {
  return (
    <DropdownMenu.Root modal={false} onOpenChange={onOpenChange}>
      <DropdownMenu.Trigger className="iconButton" aria-label={label} title={label}>
        <Icon size={16} aria-hidden />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={`menu ${className}`} align={align} sideOffset={6} collisionPadding={8}>
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
