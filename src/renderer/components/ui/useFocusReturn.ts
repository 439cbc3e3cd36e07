/** Where the keyboard goes when a dialog closes: back to where it was, else to the picture. */
import { useState } from 'react';
import { useEditor } from '../../api/EditorContext.tsx';

/** For the content of a dialog that a command opened: it has no trigger of its own to go back to. */
export function useFocusReturn(): (event: Event) => void {
  const editor = useEditor();
  const [opener] = useState(() => document.activeElement);
  return (event) => {
    event.preventDefault();
    const { activeElement, body } = document;
    // Something has taken it meanwhile, as the sentence of a photo that was just opened does.
    if (activeElement !== null && activeElement !== body) return;
    if (opener instanceof HTMLElement && opener !== body && opener.isConnected) opener.focus();
    else editor.viewer.current?.focus();
  };
}
