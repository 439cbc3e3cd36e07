/** What is chosen in a menu and takes the keyboard: done when the menu has closed, which would take it back. */
import { useRef } from 'react';

interface AfterMenu {
  /** Keeps work for the moment when the menu has closed. */
  readonly choose: (work: () => void) => void;
  /** For the menu's content. */
  readonly onCloseAutoFocus: (event: Event) => void;
}

export function useAfterMenu(): AfterMenu {
  const chosen = useRef<(() => void) | null>(null);
  return {
    choose: (work) => {
      chosen.current = work;
    },
    onCloseAutoFocus: (event) => {
      const work = chosen.current;
      chosen.current = null;
      if (work === null) return;
      event.preventDefault();
      work();
    },
  };
}
