/** Shows the original as long as the button is held. */
import { Eye } from 'lucide-react';
import { useEditor, useStoreOf } from '../../api/EditorContext.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { useCommand } from '../useCommand.ts';

export function CompareHold() {
  const { stores } = useEditor();
  const held = useStoreOf('layout', ({ holdOriginal }) => holdOriginal);
  const { label, keys } = useCommand('compare.hold');
  const hold = (on: boolean): void => stores.layout.getState().setHoldOriginal(on);
  return (
    <IconButton
      icon={Eye}
      label={label}
      keys={keys}
      pressed={held}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        hold(true);
      }}
      onPointerUp={() => hold(false)}
      onPointerCancel={() => hold(false)}
      onKeyDown={(event) => {
        if (event.key !== ' ' && event.key !== 'Enter') return;
        event.preventDefault();
        hold(true);
      }}
      onKeyUp={() => hold(false)}
      onBlur={() => hold(false)}
    />
  );
}
