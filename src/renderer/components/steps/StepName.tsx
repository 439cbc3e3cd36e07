/** Typing a name of one's own for a step. Enter keeps it, Escape does not; an empty name gives the usual one back. */

import type { StepState } from '../../../shared/contract/picture.ts';
import { useEditor } from '../../api/EditorContext.tsx';
import { changeStep } from '../../commands/editActions.ts';
import { useWords } from '../useWords.ts';

export function StepName({ step, name }: { step: StepState; name: string }) {
  const { t } = useWords();
  const editor = useEditor();
  const { rename } = editor.stores.layout.getState();
  const keep = (typed: string): void => {
    rename(null);
    const next = typed.trim() === '' ? null : typed.trim();
    if (next !== step.name && typed.trim() !== name) void changeStep(editor, step.id, { name: next });
  };
  return (
    <input
      className="textInput stepNameInput"
      defaultValue={name}
      maxLength={80}
      aria-label={t('command.step.rename')}
      // biome-ignore lint/a11y/noAutofocus: the user asked for this field a moment ago.
      autoFocus
      onFocus={(event) => event.target.select()}
      onBlur={(event) => keep(event.target.value)}
      onPointerDown={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep(event.currentTarget.value);
        if (event.key === 'Escape') rename(null);
        event.stopPropagation();
      }}
    />
  );
}
