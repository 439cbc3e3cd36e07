/** Where an export goes: beside the source, to a download, or into a folder that was granted or is chosen. */
import { useEffect, useState } from 'react';
import type { Entry } from '../../../shared/contract/shell.ts';
import type { SystemInfo } from '../../../shared/contract/system.ts';
import { useEditor } from '../../api/EditorContext.tsx';
import { attempt } from '../../commands/attempt.ts';
import type { Destination } from '../../commands/exportActions.ts';
import { Choice } from '../ui/Choice.tsx';
import { Field } from '../ui/Field.tsx';
import { useWords } from '../useWords.ts';

export type ChosenDestination =
  | { readonly kind: 'download' }
  | { readonly kind: 'beside-source' }
  | { readonly kind: 'folder'; readonly entry: Entry };

export function grantOf(destination: ChosenDestination): Destination {
  return destination.kind === 'folder' ? { folder: destination.entry.grant } : destination.kind;
}

interface ExportDestinationProps {
  readonly host: SystemInfo['host'];
  readonly destination: ChosenDestination;
  readonly onChange: (destination: ChosenDestination) => void;
}

export function ExportDestination({ host, destination, onChange }: ExportDestinationProps) {
  const { t } = useWords();
  const editor = useEditor();
  const [folders, setFolders] = useState<readonly Entry[]>([]);
  useEffect(() => {
    if (host !== 'browser') return;
    void attempt(editor, () => editor.client.shell.roots({})).then((roots) => setFolders(roots ?? []));
  }, [editor, host]);

  const chosen = destination.kind === 'folder' ? destination.entry : null;
  const known = chosen === null || folders.some(({ grant }) => grant === chosen.grant) ? folders : [...folders, chosen];
  const options = [
    ...(host === 'browser' ? [{ value: 'download', label: t('destination.download') }] : []),
    { value: 'beside-source', label: t('destination.beside') },
    ...known.map(({ grant, name }) => ({ value: `folder ${grant}`, label: t('destination.folder', { name }) })),
    ...(host === 'electron' ? [{ value: 'choose', label: t('destination.choose') }] : []),
  ];
  const choose = async (value: string): Promise<void> => {
    if (value === 'download' || value === 'beside-source') return onChange({ kind: value });
    const entry =
      value === 'choose'
        ? await attempt(editor, () => editor.client.shell.chooseFolder({}))
        : known.find(({ grant }) => `folder ${grant}` === value);
    if (entry) onChange({ kind: 'folder', entry });
    return undefined;
  };
  return (
    <Field label={t('export.destination')}>
      {(id) => (
        <Choice
          id={id}
          value={chosen === null ? destination.kind : `folder ${chosen.grant}`}
          options={options}
          onChange={(value) => void choose(value)}
        />
      )}
    </Field>
  );
}
