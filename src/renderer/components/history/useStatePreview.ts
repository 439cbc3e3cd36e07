/** Shows a state in the picture while the pointer rests on it. */
import { useEffect, useRef } from 'react';
import { useEditor } from '../../api/EditorContext.tsx';
import { previewState } from '../../commands/historyActions.ts';

const restMs = 180;

interface Preview {
  readonly onPointerEnter: () => void;
  readonly onPointerLeave: () => void;
}

export function useStatePreview(state: number, isShown: boolean): Preview {
  const editor = useEditor();
  const resting = useRef(new AbortController());
  const end = (): void => {
    resting.current.abort();
    editor.stores.picture.getState().setPreview(null);
  };
  useEffect(() => () => resting.current.abort(), []);
  return {
    onPointerEnter: () => {
      if (isShown) return;
      const { signal } = (resting.current = new AbortController());
      const timer = setTimeout(() => void previewState(editor, state, signal), restMs);
      signal.addEventListener('abort', () => clearTimeout(timer));
    },
    onPointerLeave: end,
  };
}
