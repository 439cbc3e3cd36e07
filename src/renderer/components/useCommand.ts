/** A command as a component sees it: its words, its key, whether it can be done, and doing it. */
import { useEffect, useState } from 'react';
import { useEditor } from '../api/EditorContext.tsx';
import { isMac } from '../api/host.ts';
import type { CommandId } from '../commands/commands.ts';
import { keyHint } from '../commands/keymap.ts';
import { canRun, runCommand } from '../commands/runCommand.ts';
import { useWords } from './useWords.ts';

interface CommandView {
  readonly label: string;
  readonly keys: string | null;
  readonly enabled: boolean;
  readonly run: () => void;
}

export function useCommand(id: CommandId): CommandView {
  const editor = useEditor();
  const { t } = useWords();
  const [enabled, setEnabled] = useState(() => canRun(editor, id));
  useEffect(() => {
    const check = (): void => setEnabled(canRun(editor, id));
    check();
    const { picture, job, queue } = editor.stores;
    const stops = [picture.subscribe(check), job.subscribe(check), queue.subscribe(check)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [editor, id]);
  return {
    label: t(`command.${id}`),
    keys: keyHint(id, isMac(editor.host.platform)),
    enabled,
    run: () => void runCommand(editor, id),
  };
}
