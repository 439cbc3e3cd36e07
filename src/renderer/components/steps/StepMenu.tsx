/** The menu of a step, from its button and from a right-click on its row. */
import { EllipsisVertical } from 'lucide-react';
import { ContextMenu, DropdownMenu } from 'radix-ui';
import { Fragment, type ReactElement } from 'react';
import type { StepState } from '../../../shared/contract/picture.ts';
import { useEditor } from '../../api/EditorContext.tsx';
import { isMac } from '../../api/host.ts';
import { keyHint } from '../../commands/keymap.ts';
import { useWords } from '../useWords.ts';
import { canRunOnStep, runOnStep, stepActions } from './stepActions.ts';

/** Both menus have the same parts under different names. */
type MenuParts = Pick<typeof ContextMenu, 'Item' | 'Separator'> | Pick<typeof DropdownMenu, 'Item' | 'Separator'>;

function Entries({ step, parts }: { step: StepState; parts: MenuParts }) {
  const { t } = useWords();
  const editor = useEditor();
  const { Item, Separator } = parts;
  return stepActions.map(({ command, icon: Icon, line }) => (
    <Fragment key={command}>
      {line && <Separator className="menuLine" />}
      <Item
        className="menuItem"
        disabled={!canRunOnStep(editor, step, command)}
        onSelect={() => requestAnimationFrame(() => runOnStep(editor, step, command))}
      >
        <Icon className="menuIcon" size={14} aria-hidden />
        {t(`command.${command}`)}
        <kbd className="menuKey">{keyHint(command, isMac(editor.host.platform))}</kbd>
      </Item>
    </Fragment>
  ));
}

export function StepMenuButton({ step, name }: { step: StepState; name: string }) {
  const { t } = useWords();
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="iconButton stepMenu" aria-label={t('step.menu', { name })}>
        <EllipsisVertical size={16} aria-hidden />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={4} collisionPadding={8}>
          <Entries step={step} parts={DropdownMenu} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

export function StepContextMenu({ step, children }: { step: StepState; children: ReactElement }) {
  return (
    <ContextMenu.Root modal={false}>
      <ContextMenu.Trigger asChild>{children}</ContextMenu.Trigger>
      <ContextMenu.Portal>
        <ContextMenu.Content className="menu" collisionPadding={8}>
          <Entries step={step} parts={ContextMenu} />
        </ContextMenu.Content>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}
