/** The top line: which picture, undo and redo, how it is compared, how large it is shown, and export. */
import {
  Columns2,
  FolderOpen,
  ListChecks,
  PanelRight,
  Redo2,
  Search,
  Settings2,
  SquareSplitHorizontal,
  Undo2,
  Upload,
} from 'lucide-react';
import { useStoreOf } from '../../api/EditorContext.tsx';
import { CompareHold } from '../picture/CompareHold.tsx';
import { ZoomMenu } from '../picture/ZoomMenu.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { Hint } from '../ui/Hint.tsx';
import { useCommand } from '../useCommand.ts';
import { useWords } from '../useWords.ts';
import { PictureMenu } from './PictureMenu.tsx';

export function Header({ hasPicture }: { hasPicture: boolean }) {
  const { t } = useWords();
  const { compare, panel, queue } = useStoreOf('layout', (layout) => ({
    compare: layout.compare,
    panel: layout.panel,
    queue: layout.queue,
  }));
  return (
    <header className="header">
      <span className="brand" aria-hidden>
        <svg viewBox="0 0 20 20" width="18" height="18" role="presentation">
          <circle cx="10" cy="10" r="8.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
          <path d="M10 1.75a8.25 8.25 0 0 1 0 16.5z" fill="currentColor" />
        </svg>
      </span>
      <h1 className="brandName">{t('app.name')}</h1>
      <CommandButton command="picture.open" icon={FolderOpen} />
      {hasPicture && <PictureMenu />}
      <span className="spacer" />
      {hasPicture && (
        <>
          <div className="cluster">
            <CommandButton command="edit.undo" icon={Undo2} />
            <CommandButton command="edit.redo" icon={Redo2} />
          </div>
          <fieldset className="cluster joined">
            <legend className="hidden">{t('compare.title')}</legend>
            <CommandButton command="compare.split" icon={SquareSplitHorizontal} pressed={compare === 'split'} />
            <CommandButton command="compare.side" icon={Columns2} pressed={compare === 'side'} />
            <CompareHold />
          </fieldset>
          <ZoomMenu />
        </>
      )}
      <div className="cluster">
        <CommandButton command="queue.show" icon={ListChecks} pressed={queue} />
        <CommandButton command="window.palette" icon={Search} />
        <CommandButton command="window.settings" icon={Settings2} />
        {hasPicture && (
          <CommandButton command="window.panel" icon={PanelRight} pressed={panel && !queue} className="plain" />
        )}
      </div>
      {hasPicture && <ExportButton />}
    </header>
  );
}

function ExportButton() {
  const { t } = useWords();
  const { keys, run, label } = useCommand('picture.export');
  return (
    <Hint text={label} keys={keys}>
      <button type="button" className="button primary" onClick={run}>
        <Upload size={16} aria-hidden />
        {t('header.export')}
      </button>
    </Hint>
  );
}
