/** Adds any operation of the registry by hand. */
import { Plus } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { isRestoration, operationIds } from '../../../shared/model/operation.ts';
import { useEditor } from '../../api/EditorContext.tsx';
import { addOperation } from '../../commands/editActions.ts';
import { operationIcons } from '../operationIcons.ts';
import { IconMenu } from '../ui/IconMenu.tsx';
import { useWords } from '../useWords.ts';

export function AddMenu() {
  const { t, operation } = useWords();
  const editor = useEditor();
  const groups = [
    { title: t('add.restorations'), ids: operationIds.filter(isRestoration) },
    { title: t('add.adjustments'), ids: operationIds.filter((id) => !isRestoration(id)) },
  ];
  return (
    <IconMenu icon={Plus} label={t('add.title')} className="twoColumns">
      {groups.map(({ title, ids }) => (
        <DropdownMenu.Group key={title}>
          <DropdownMenu.Label className="menuLabel">{title}</DropdownMenu.Label>
          {ids.map((id) => {
            const Icon = operationIcons[id];
            return (
              <DropdownMenu.Item key={id} className="menuItem" onSelect={() => void addOperation(editor, id)}>
                <Icon className="menuIcon" size={14} aria-hidden />
                {operation(id)}
              </DropdownMenu.Item>
            );
          })}
        </DropdownMenu.Group>
      ))}
    </IconMenu>
  );
}
