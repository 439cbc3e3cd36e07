/** Walking through the folders that were shared with the editor. */
import { useEffect, useState } from 'react';
import type { Entry } from '../../../shared/contract/shell.ts';
import { useEditor } from '../../api/EditorContext.tsx';
import { attempt } from '../../commands/attempt.ts';

export interface Folders {
  /** The folders from a shared one down to the one that is shown; empty at the top. */
  readonly path: readonly Entry[];
  /** What the shown folder holds; null while it is read. */
  readonly entries: readonly Entry[] | null;
  /** Shows the first so many folders of the path, or one folder below. */
  readonly goUp: (depth: number) => void;
  readonly enter: (folder: Entry) => void;
}

export function useFolders(): Folders {
  const editor = useEditor();
  const [path, setPath] = useState<readonly Entry[]>([]);
  const [entries, setEntries] = useState<readonly Entry[] | null>(null);
  const folder = path.at(-1);
  useEffect(() => {
    let left = false;
    setEntries(null);
    const { list, roots } = editor.client.shell;
    const read = async (): Promise<void> => {
      const found = await attempt(editor, () => (folder === undefined ? roots({}) : list({ folder: folder.grant })));
      if (!left) setEntries(found ?? []);
    };
    void read();
    return () => {
      left = true;
    };
  }, [editor, folder]);
  return {
    path,
    entries,
    goUp: (depth) => setPath(path.slice(0, depth)),
    enter: (next) => setPath([...path, next]),
  };
}
