/** Chooses photos and whole folders for the queue, of those that were shared with the editor. */
import { ChevronRight, Folder, Image } from 'lucide-react';
import { useState } from 'react';
import type { Entry } from '../../../shared/contract/shell.ts';
import { useEditor } from '../../api/EditorContext.tsx';
import { addToQueue, queueUploads } from '../../commands/queueActions.ts';
import { formatBytes } from '../../i18n/format.ts';
import { Button } from '../ui/Button.tsx';
import { Crumbs } from '../ui/Crumbs.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { UploadButton } from '../ui/UploadButton.tsx';
import { useFolders } from '../ui/useFolders.ts';
import { useWords } from '../useWords.ts';

export function QueueAddDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const editor = useEditor();
  const { path, entries, goUp, enter } = useFolders();
  const [chosen, setChosen] = useState<readonly Entry[]>([]);
  const toggle = (entry: Entry): void => {
    const rest = chosen.filter(({ grant }) => grant !== entry.grant);
    setChosen(rest.length === chosen.length ? [...chosen, entry] : rest);
  };
  const add = (): void => {
    onClose();
    void addToQueue(editor, chosen);
  };
  const uploadAll = (files: readonly File[]): void => {
    onClose();
    void queueUploads(editor, files);
  };
  const footer = (
    <>
      <UploadButton label={t('queue.upload')} onFiles={uploadAll} />
      <span className="spacer" />
      <Button tone="primary" disabled={chosen.length === 0} onClick={add}>
        {t('queue.addChosen', { count: chosen.length })}
      </Button>
    </>
  );
  return (
    <Sheet title={t('queue.addTitle')} about={t('queue.addAbout')} width={600} onClose={onClose} footer={footer}>
      <Crumbs path={path} goUp={goUp} />
      <ul className="entries" aria-busy={entries === null}>
        {entries?.map((entry) => (
          <EntryRow
            key={entry.grant}
            entry={entry}
            isChosen={chosen.some(({ grant }) => grant === entry.grant)}
            onToggle={() => toggle(entry)}
            onEnter={() => enter(entry)}
          />
        ))}
        {entries?.length === 0 && (
          <li className="entriesEmpty dim">{t(path.length > 0 ? 'open.nothing' : 'open.noRoots')}</li>
        )}
      </ul>
    </Sheet>
  );
}

interface EntryRowProps {
  readonly entry: Entry;
  readonly isChosen: boolean;
  readonly onToggle: () => void;
  readonly onEnter: () => void;
}

function EntryRow({ entry: { name, kind, bytes }, isChosen, onToggle, onEnter }: EntryRowProps) {
  const { t, language } = useWords();
  const Icon = kind === 'folder' ? Folder : Image;
  return (
    <li className="chosenRow">
      <label className="rowButton">
        <input type="checkbox" checked={isChosen} aria-label={t('queue.choose', { name })} onChange={onToggle} />
        <Icon size={16} aria-hidden />
        <span className="rowName">{name}</span>
        {kind === 'file' && <span className="figure dim">{formatBytes(language, bytes)}</span>}
      </label>
      {kind === 'folder' && (
        <IconButton icon={ChevronRight} label={t('queue.openPhoto', { name })} side="left" onClick={onEnter} />
      )}
    </li>
  );
}
