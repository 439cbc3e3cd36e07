/** The menu of a step, from its button and from a right-click on its row. */
import { EllipsisVertical } from 'lucide-react';
import { ContextMenu, DropdownMenu } from 'radix-ui';
import { Fragment, type ReactElement } from 'react';
import type { StepState } from '../../../shared/contract/picture.ts';
import { useEditor } from '../../api/EditorContext.tsx';
import { isMac } from '../../api/host.ts';
import type { CommandId } from '../../commands/commands.ts';
import { keyHint } from '../../commands/keymap.ts';
import { useAfterMenu } from '../ui/useAfterMenu.ts';
import { useWords } from '../useWords.ts';
import { canRunOnStep, runOnStep, stepActions } from './stepActions.ts';

/** Their work begins with a field, or with the picture, that has the keyboard. */
const takesKeyboard: readonly CommandId[] = ['step.rename', 'mask.paint'];

/** Both menus have the same parts under different names. */
type MenuParts = Pick<typeof ContextMenu, 'Item' | 'Separator'> | Pick<typeof DropdownMenu, 'Item' | 'Separator'>;

interface EntriesProps {
  readonly step: StepState;
  readonly parts: MenuParts;
  readonly after: ReturnType<typeof useAfterMenu>;
}

function Entries({ step, parts, after }: EntriesProps) {
  const { t } = useWords();
  const editor = useEditor();
  const { Item, Separator } = parts;
  return stepActions.map(({ command, icon: Icon, line }) => (
    <Fragment key={command}>
      {line && <Separator className="menuLine" />}
      <Item
        className="menuItem"
        disabled={!canRunOnStep(editor, step, command)}
        onSelect={() => {
          const run = (): void => runOnStep(editor, step, command);
          if (takesKeyboard.includes(command)) after.choose(run);
          else run();
        }}
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
  const after = useAfterMenu();
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="iconButton stepMenu" aria-label={t('step.menu', { name })}>
        <EllipsisVertical size={16} aria-hidden />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className="menu"
          align="end"
          sideOffset={4}
          collisionPadding={8}
          onCloseAutoFocus={after.onCloseAutoFocus}
        >
          <Entries step={step} parts={DropdownMenu} after={after} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

export function StepContextMenu({ step, children }: { step: StepState; children: ReactElement }) {
  const after = useAfterMenu();
  return (
    <ContextMenu.Root modal={false}>
      <ContextMenu.Trigger asChild>{children}</ContextMenu.Trigger>
      <ContextMenu.Portal>
        <ContextMenu.Content className="menu" collisionPadding={8} onCloseAutoFocus={after.onCloseAutoFocus}>
          <Entries step={step} parts={ContextMenu} after={after} />
        </ContextMenu.Content>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}
