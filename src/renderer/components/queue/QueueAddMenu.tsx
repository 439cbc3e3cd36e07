/** The button that adds photos: a choice of files or a folder where the host has dialogs for them, else the own picker. */
import { Plus } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useEditor, useStoreOf } from '../../api/EditorContext.tsx';
import { chooseForQueue } from '../../commands/queueActions.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { useWords } from '../useWords.ts';

export function QueueAddMenu() {
  const { t } = useWords();
  const editor = useEditor();
  const hasDialogs = useStoreOf('connection', ({ info }) => info?.host === 'electron');
  if (!hasDialogs) return <CommandButton command="queue.add" icon={Plus} />;
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="iconButton" aria-label={t('queue.add')} title={t('queue.add')}>
        <Plus size={16} aria-hidden />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={6} collisionPadding={8}>
          <DropdownMenu.Item className="menuItem" onSelect={() => void chooseForQueue(editor, 'files')}>
            {t('queue.addFiles')}
          </DropdownMenu.Item>
          <DropdownMenu.Item className="menuItem" onSelect={() => void chooseForQueue(editor, 'folder')}>
            {t('queue.addFolder')}
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
