/** Before a picture is open: what Patina does in one sentence, where to drop, a sample, and what was open lately. */
import { FolderOpen, Image, ImagePlus, ListChecks } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Entry } from '../../../shared/contract/shell.ts';
import { useEditor, useStoreOf } from '../../api/EditorContext.tsx';
import { openGrant } from '../../commands/pictureActions.ts';
import { formatBytes } from '../../i18n/format.ts';
import { Button } from '../ui/Button.tsx';
import { useCommand } from '../useCommand.ts';
import { useWords } from '../useWords.ts';

const shownRecent = 3;

export function EmptyState() {
  const { t } = useWords();
  const open = useCommand('picture.open');
  const sample = useCommand('picture.sample');
  const many = useCommand('queue.add');
  return (
    <div className="empty">
      <div className="emptyCard">
        <ImagePlus size={40} strokeWidth={1.25} aria-hidden className="emptyIcon" />
        <h2 className="emptyTitle">{t('empty.title')}</h2>
        <p className="emptyAbout">{t('empty.about')}</p>
        <div className="emptyButtons">
          <Button tone="primary" icon={FolderOpen} onClick={open.run}>
            {t('empty.open')}
          </Button>
          <Button icon={Image} onClick={sample.run}>
            {t('empty.sample')}
          </Button>
          <Button icon={ListChecks} onClick={many.run}>
            {t('queue.many')}
          </Button>
        </div>
        <Recent />
        <p className="emptyFormats">{t('empty.formats')}</p>
      </div>
    </div>
  );
}

function Recent() {
  const { t, language } = useWords();
  const editor = useEditor();
  const connected = useStoreOf('connection', ({ status }) => status === 'open');
  const [recent, setRecent] = useState<readonly Entry[]>([]);
  useEffect(() => {
    if (!connected) return;
    // Without the list the empty state is still whole: a failure here is not worth a message.
    editor.client.shell.recent({}).then(setRecent, () => setRecent([]));
  }, [editor, connected]);
  if (recent.length === 0) return null;
  return (
    <section className="emptyRecent">
      <h3 className="emptyRecentTitle">{t('empty.recent')}</h3>
      <ul>
        {recent.slice(0, shownRecent).map((entry) => (
          <li key={entry.grant}>
            <button type="button" className="rowButton" onClick={() => void openGrant(editor, entry.grant)}>
              <Image size={16} aria-hidden />
              <span className="rowName">{entry.name}</span>
              <span className="figure dim">{formatBytes(language, entry.bytes)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
