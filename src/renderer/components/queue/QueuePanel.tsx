/** Many photos at once, in the place of the steps: what is done to them, how far they are, and each of them. */
import { X } from 'lucide-react';
import { useEditor, useStoreOf } from '../../api/EditorContext.tsx';
import { tally } from '../../state/queueStore.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { useCommand } from '../useCommand.ts';
import { useWords } from '../useWords.ts';
import { QueueAddMenu } from './QueueAddMenu.tsx';
import { QueueControls } from './QueueControls.tsx';
import { QueueItems } from './QueueItems.tsx';
import { QueueMenu } from './QueueMenu.tsx';
import { TreatmentChooser } from './TreatmentChooser.tsx';

export function QueuePanel() {
  const { t } = useWords();
  const editor = useEditor();
  const toggle = useCommand('queue.show');
  const summary = useStoreOf('queue', (queue) => queue.summary);
  const total = summary === null ? 0 : tally(summary).total;
  return (
    <aside className="panel queuePanel" aria-label={t('queue.title')}>
      <header className="panelHead">
        <h2 className="panelTitle">{t('queue.title')}</h2>
        {total > 0 && <span className="count figure">{total}</span>}
        <span className="spacer" />
        <QueueAddMenu />
        {total > 0 && <QueueMenu />}
        <IconButton
          icon={X}
          label={toggle.label}
          keys={toggle.keys}
          onClick={() => editor.stores.layout.getState().showQueue(false)}
        />
      </header>
      <TreatmentChooser />
      <QueueControls />
      <QueueItems />
    </aside>
  );
}
