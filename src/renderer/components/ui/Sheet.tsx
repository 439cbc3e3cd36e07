/** A modal dialog with a title, a body and a row of buttons. */
import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { useWords } from '../useWords.ts';
import { IconButton } from './IconButton.tsx';
import { useFocusReturn } from './useFocusReturn.ts';

interface SheetProps {
  readonly title: string;
  /** One sentence below the title. */
  readonly about?: string;
  readonly width?: number;
  readonly onClose: () => void;
  readonly footer?: ReactNode;
  readonly children: ReactNode;
}

/**
 * The keyboard starts at the first control of the body, else at the dialog itself; not at the button that closes it, whose
 * tooltip would take the first Escape.
 */
function focusFirstControl(event: Event): void {
  if (!(event.currentTarget instanceof HTMLElement)) return;
  const control = event.currentTarget.querySelector<HTMLElement>('.sheetBody :is(select, input, button)');
  event.preventDefault();
  (control ?? event.currentTarget).focus();
}

/** A message that is read or dismissed leaves the dialog open. */
function keepOpenForMessages(event: CustomEvent<{ readonly originalEvent: Event }>): void {
  const { target } = event.detail.originalEvent;
  if (target instanceof Element && target.closest('.toasts') !== null) event.preventDefault();
}

export function Sheet({ title, about, width = 480, onClose, footer, children }: SheetProps) {
  const { t } = useWords();
  const returnFocus = useFocusReturn();
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="sheetShade" />
        <Dialog.Content
          className="sheet"
          style={{ width }}
          onOpenAutoFocus={focusFirstControl}
          onCloseAutoFocus={returnFocus}
          onInteractOutside={keepOpenForMessages}
          {...(about === undefined ? { 'aria-describedby': undefined } : {})}
        >
          <header className="sheetHead">
            <Dialog.Title className="sheetTitle">{title}</Dialog.Title>
            <Dialog.Close asChild>
              <IconButton icon={X} label={t('dialog.close')} side="left" />
            </Dialog.Close>
          </header>
          {about !== undefined && <Dialog.Description className="sheetAbout">{about}</Dialog.Description>}
          <div className="sheetBody">{children}</div>
          {footer !== undefined && <footer className="sheetFoot">{footer}</footer>}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
