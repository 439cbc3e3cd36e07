/** Keys of the whole window: commands, and letters that start a sentence. */
import type { Editor } from '../api/editor.ts';
import { isMac } from '../api/host.ts';
import type { CommandId } from './commands.ts';
import { commandOfPress, isTyping } from './keymap.ts';
import { runCommand } from './runCommand.ts';

/** Commands that work from inside a text field too: they cannot be meant as text. */
const evenInText: readonly CommandId[] = [
  'picture.open',
  'picture.export',
  'queue.add',
  'queue.show',
  'window.palette',
  'window.settings',
  'window.panel',
  'work.run',
  'work.cancel',
];

const isTextField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('textarea, select, input:not([type=checkbox]):not([type=radio]):not([type=range])'));

/** A control of its own keys: Enter, Space, arrows and Delete belong to it. */
const ownKeys = /^(Enter| |Arrow.*|Delete|Backspace|Home|End|Page.*|Tab)$/;

export function listenToKeys(window: Window, editor: Editor): () => void {
  const mac = isMac(editor.host.platform);
  const layout = editor.stores.layout;

  const onDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    const command = commandOfPress(event, mac);
    const inText = isTextField(event.target);
    if (layout.getState().dialog !== null && command !== 'window.palette') return;
    if (inText && (command === null || !evenInText.includes(command))) return;

    const { activeElement, body } = window.document;
    const nothingFocused = activeElement === null || activeElement === body;
    const inPicture = activeElement?.closest('[data-picture]') !== null;
    // Without a focus every letter starts the sentence; from the picture and the panels, letters with a meaning keep it.
    const startsSentence = isTyping(event) && /\p{L}/u.test(event.key) && (nothingFocused || command === null);
    if (startsSentence && editor.stores.picture.getState().current !== null) {
      editor.bar.current?.();
      return;
    }
    if (
      command === null ||
      (ownKeys.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey && !inPicture)
    )
      return;
    if (runCommand(editor, command)) event.preventDefault();
  };
  const onUp = (event: KeyboardEvent): void => {
    if (event.key === '\\') layout.getState().setHoldOriginal(false);
  };
  const onBlur = (): void => layout.getState().setHoldOriginal(false);

  window.addEventListener('keydown', onDown);
  window.addEventListener('keyup', onUp);
  window.addEventListener('blur', onBlur);
  return () => {
    window.removeEventListener('keydown', onDown);
    window.removeEventListener('keyup', onUp);
    window.removeEventListener('blur', onBlur);
  };
}
