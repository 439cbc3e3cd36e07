/** The window: header, tools, picture, steps, instruction bar, status line; and the dialog that is open. */

import { useDeferredValue } from 'react';
import { assertNever } from '../../../shared/base/assert.ts';
import type { Theme } from '../../api/colours.ts';
import { useEditor, useStoreOf } from '../../api/EditorContext.tsx';
import { ExportDialog } from '../dialogs/ExportDialog.tsx';
import { OpenDialog } from '../dialogs/OpenDialog.tsx';
import { Palette } from '../dialogs/Palette.tsx';
import { QueueAddDialog } from '../dialogs/QueueAddDialog.tsx';
import { SettingsDialog } from '../dialogs/SettingsDialog.tsx';
import { ShortcutSheet } from '../dialogs/ShortcutSheet.tsx';
import { ContactSheet } from '../history/ContactSheet.tsx';
import { PresetDialog } from '../history/PresetDialog.tsx';
import { InstructionBar } from '../instruction/InstructionBar.tsx';
import { PicturePane } from '../picture/PicturePane.tsx';
import { QueuePanel } from '../queue/QueuePanel.tsx';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import { DropZone } from './DropZone.tsx';
import { EmptyState } from './EmptyState.tsx';
import { Header } from './Header.tsx';
import { SidePanel } from './SidePanel.tsx';
import { StatusLine } from './StatusLine.tsx';
import { Toasts } from './Toasts.tsx';
import { ToolRail } from './ToolRail.tsx';

export function AppShell({ theme }: { theme: Theme }) {
  // The window of a picture is many parts: deferred, React draws them in slices and keys and pointer get in between.
  const hasPicture = useDeferredValue(useStoreOf('picture', ({ current }) => current !== null));
  const queue = useStoreOf('layout', (layout) => layout.queue);
  return (
    <DropZone>
      <div className="shell" data-empty={!hasPicture || undefined}>
        <Header hasPicture={hasPicture} />
        {hasPicture && <ToolRail />}
        <main className="stage">
          {hasPicture ? <PicturePane theme={theme} /> : <EmptyState />}
          {hasPicture && <InstructionBar />}
          <ConnectionBanner />
          <Toasts />
        </main>
        {queue ? <QueuePanel /> : hasPicture && <SidePanel />}
        <StatusLine />
      </div>
      <OpenedDialog />
    </DropZone>
  );
}

function OpenedDialog() {
  const { stores } = useEditor();
  const dialog = useStoreOf('layout', (layout) => layout.dialog);
  const close = (): void => stores.layout.getState().openDialog(null);
  switch (dialog) {
    case 'open':
      return <OpenDialog onClose={close} />;
    case 'export':
      return <ExportDialog onClose={close} />;
    case 'settings':
      return <SettingsDialog onClose={close} />;
    case 'shortcuts':
      return <ShortcutSheet onClose={close} />;
    case 'states':
      return <ContactSheet onClose={close} />;
    case 'preset':
      return <PresetDialog onClose={close} />;
    case 'queue':
      return <QueueAddDialog onClose={close} />;
    case 'palette':
      return <Palette onClose={close} />;
    case null:
      return null;
    default:
      return assertNever(dialog, 'OpenedDialog');
  }
}
