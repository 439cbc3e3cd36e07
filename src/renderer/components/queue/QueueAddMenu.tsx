/** The button that adds photos: a choice of files or a folder where the host has dialogs for them, else the own picker. */
import { Plus } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useEditor, useStoreOf } from '../../api/EditorContext.tsx';
import { chooseForQueue } from '../../commands/queueActions.ts';
import { CommandButton } from '../ui/CommandButton.tsx';
import { IconMenu } from '../ui/IconMenu.tsx';
import { useWords } from '../useWords.ts';

export function QueueAddMenu() {
  const { t } = useWords();
  const editor = useEditor();
  const hasDialogs = useStoreOf('connection', ({ info }) => info?.host === 'electron');
  if (!hasDialogs) return <CommandButton command="queue.add" icon={Plus} />;
  return (
    <IconMenu icon={Plus} label={t('queue.add')}>
      <DropdownMenu.Item className="menuItem" onSelect={() => void chooseForQueue(editor, 'files')}>
        {t('queue.addFiles')}
      </DropdownMenu.Item>
      <DropdownMenu.Item className="menuItem" onSelect={() => void chooseForQueue(editor, 'folder')}>
        {t('queue.addFolder')}
      </DropdownMenu.Item>
    </IconMenu>
  );
}
