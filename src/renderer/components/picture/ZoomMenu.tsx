/** How large the picture is shown, and the usual sizes to choose from. */
import { ChevronDown } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useEditor, useStoreOf } from '../../api/EditorContext.tsx';
import { isMac } from '../../api/host.ts';
import type { CommandId } from '../../commands/commands.ts';
import { keyHint } from '../../commands/keymap.ts';
import { runCommand } from '../../commands/runCommand.ts';
import { formatPercent } from '../../i18n/format.ts';
import { useWords } from '../useWords.ts';

const entries: readonly CommandId[] = ['view.fit', 'view.actual', 'view.double', 'view.closer', 'view.farther'];

export function ZoomMenu() {
  const editor = useEditor();
  const { t, language } = useWords();
  const zoom = useStoreOf('layout', (layout) => layout.zoom);
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="button quiet zoom" aria-label={t('header.zoom')}>
        <span className="figure">{formatPercent(language, zoom)}</span>
        <ChevronDown size={14} aria-hidden />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={6}>
          {entries.map((id) => (
            <DropdownMenu.Item key={id} className="menuItem" onSelect={() => void runCommand(editor, id)}>
              {t(`command.${id}`)}
              <kbd className="menuKey">{keyHint(id, isMac(editor.host.platform))}</kbd>
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
