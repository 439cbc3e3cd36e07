/** The picker of hosts without a native one: granted folders, or a file of the browser's own choosing. */
import { ChevronRight, CornerLeftUp, Folder, Image, Upload } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Entry } from '../../../shared/contract/shell.ts';
import { useEditor } from '../../api/EditorContext.tsx';
import { attempt } from '../../commands/attempt.ts';
import { openFiles, openGrant } from '../../commands/pictureActions.ts';
import { formatBytes } from '../../i18n/format.ts';
import { Button } from '../ui/Button.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { useWords } from '../useWords.ts';

const accepted = 'image/jpeg,image/png,image/tiff,image/webp,image/avif,image/gif,.tif,.tiff';

export function OpenDialog({ onClose }: { onClose: () => void }) {
  const { t, language } = useWords();
  const editor = useEditor();
  const [path, setPath] = useState<readonly Entry[]>([]);
  const [entries, setEntries] = useState<readonly Entry[] | null>(null);
  const [sent, setSent] = useState<number | null>(null);
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

  const choose = (entry: Entry): void => {
    if (entry.kind === 'folder') setPath([...path, entry]);
    else void openGrant(editor, entry.grant);
  };
  const uploadButton = <UploadButton sent={sent} onFiles={(files) => void openFiles(editor, files, setSent)} />;
  return (
    <Sheet title={t('open.title')} about={t('open.about')} width={600} onClose={onClose} footer={uploadButton}>
      <nav className="crumbs" aria-label={t('open.path')}>
        <button type="button" className="crumb" onClick={() => setPath([])}>
          {t('open.roots')}
        </button>
        {path.map((each, index) => (
          <span key={each.grant} className="crumbPart">
            <ChevronRight size={14} aria-hidden />
            <button type="button" className="crumb" onClick={() => setPath(path.slice(0, index + 1))}>
              {each.name}
            </button>
          </span>
        ))}
      </nav>
      <ul className="entries" aria-busy={entries === null}>
        {path.length > 0 && (
          <li>
            <button type="button" className="rowButton" onClick={() => setPath(path.slice(0, -1))}>
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
        {entries?.length === 0 && <li className="entriesEmpty dim">{t(folder ? 'open.nothing' : 'open.noRoots')}</li>}
      </ul>
    </Sheet>
  );
}

function UploadButton({ sent, onFiles }: { sent: number | null; onFiles: (files: readonly File[]) => void }) {
  const { t } = useWords();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        className="hidden"
        type="file"
        accept={accepted}
        multiple
        tabIndex={-1}
        aria-label={t('open.upload')}
        onChange={(event) => onFiles([...(event.target.files ?? [])])}
      />
      {sent !== null && <progress className="jobBar" value={sent} max={1} aria-label={t('open.uploading')} />}
      <span className="spacer" />
      <Button icon={Upload} onClick={() => input.current?.click()}>
        {t('open.upload')}
      </Button>
    </>
  );
}
