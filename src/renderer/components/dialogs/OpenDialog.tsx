/** The picker of hosts without a native one: granted folders, or a file of the browser's own choosing. */
import { ChevronRight, CornerLeftUp, Folder, Image } from 'lucide-react';
import { useState } from 'react';
import type { Entry } from '../../../shared/contract/shell.ts';
import { useEditor } from '../../api/EditorContext.tsx';
import { openFiles, openGrant } from '../../commands/pictureActions.ts';
import { formatBytes } from '../../i18n/format.ts';
import { Crumbs } from '../ui/Crumbs.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { UploadButton } from '../ui/UploadButton.tsx';
import { useFolders } from '../ui/useFolders.ts';
import { useWords } from '../useWords.ts';

export function OpenDialog({ onClose }: { onClose: () => void }) {
  const { t, language } = useWords();
  const editor = useEditor();
  const { path, entries, goUp, enter } = useFolders();
  const [sent, setSent] = useState<number | null>(null);

  const choose = (entry: Entry): void => {
    if (entry.kind === 'folder') enter(entry);
    else void openGrant(editor, entry.grant);
  };
  const footer = (
    <>
      {sent !== null && <progress className="jobBar" value={sent} max={1} aria-label={t('open.uploading')} />}
      <span className="spacer" />
      <UploadButton label={t('open.upload')} onFiles={(files) => void openFiles(editor, files, setSent)} />
    </>
  );
  return (
    <Sheet title={t('open.title')} about={t('open.about')} width={600} onClose={onClose} footer={footer}>
      <Crumbs path={path} goUp={goUp} />
      <ul className="entries" aria-busy={entries === null}>
        {path.length > 0 && (
          <li>
            <button type="button" className="rowButton" onClick={() => goUp(path.length - 1)}>
              <CornerLeftUp size={16} aria-hidden />
              {t('open.up')}
            </button>
          </li>
        )}
        {entries?.map((entry) => (
          <li key={entry.grant}>
            <button type="button" className="rowButton" onClick={() => choose(entry)}>
              {entry.kind === 'folder' ? <Folder size={16} aria-hidden /> : <Image size={16} aria-hidden />}
              <span className="rowName">{entry.name}</span>
              {entry.kind === 'file' && <span className="figure dim">{formatBytes(language, entry.bytes)}</span>}
              {entry.kind === 'folder' && <ChevronRight size={14} aria-hidden />}
            </button>
          </li>
        ))}
        {entries?.length === 0 && (
          <li className="entriesEmpty dim">{t(path.length > 0 ? 'open.nothing' : 'open.noRoots')}</li>
        )}
      </ul>
    </Sheet>
  );
}
