/** Shows a state in the picture while the pointer rests on it. */
import { useEffect, useRef } from 'react';
import { useEditor } from '../../api/EditorContext.tsx';
import { previewState } from '../../commands/historyActions.ts';

const restMs = 180;

interface Preview {
  readonly onPointerEnter: () => void;
  readonly onPointerMove: () => void;
  readonly onPointerLeave: () => void;
}

export function useStatePreview(state: number, isShown: boolean): Preview {
  const editor = useEditor();
  const { setPreview } = editor.stores.picture.getState();
  const resting = useRef<AbortController | null>(null);
  const begin = (): void => {
    if (isShown || resting.current !== null) return;
    resting.current = new AbortController();
    const { signal } = resting.current;
    const timer = setTimeout(() => void previewState(editor, state, signal), restMs);
    signal.addEventListener('abort', () => clearTimeout(timer));
  };
  const end = (): void => {
    resting.current?.abort();
    resting.current = null;
    setPreview(null);
  };
  useEffect(() => {
    // Once it is the shown state, nothing of a look in passing stays.
    if (isShown && resting.current !== null) setPreview(null);
    return () => resting.current?.abort();
  }, [isShown, setPreview]);
  // React tells no entering where what was under the pointer before has just gone; the next movement begins it then.
  return { onPointerEnter: begin, onPointerMove: begin, onPointerLeave: end };
}
