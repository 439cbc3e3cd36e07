/** Every command by its name: type a part of it, Enter does it. */
import { Command } from 'cmdk';
import { Dialog } from 'radix-ui';
import { useRef } from 'react';
import { operationIds, operations } from '../../../shared/model/operation.ts';
import { useEditor } from '../../api/EditorContext.tsx';
import { isMac } from '../../api/host.ts';
import { type CommandGroup, commandIds, commandOf } from '../../commands/commands.ts';
import { addOperation } from '../../commands/editActions.ts';
import { keyHint } from '../../commands/keymap.ts';
import { canRun, runCommand } from '../../commands/runCommand.ts';
import { operationIcons } from '../operationIcons.ts';
import { useFocusReturn } from '../ui/useFocusReturn.ts';
import { useWords } from '../useWords.ts';

const groups: readonly CommandGroup[] = ['file', 'edit', 'work', 'view', 'tools', 'window'];

export function Palette({ onClose }: { onClose: () => void }) {
  const { t, operation } = useWords();
  const editor = useEditor();
  const mac = isMac(editor.host.platform);
  const hasPicture = editor.stores.picture.getState().current !== null;
  const returnFocus = useFocusReturn();
  const chosen = useRef<(() => void) | null>(null);
  const choose = (act: () => void): void => {
    chosen.current = act;
    onClose();
  };
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="sheetShade" />
        <Dialog.Content
          className="palette"
          aria-describedby={undefined}
          onCloseAutoFocus={(event) => {
            returnFocus(event);
            // Now that the keyboard is back, so that the command may take it.
            chosen.current?.();
          }}
        >
          <Dialog.Title className="hidden">{t('palette.title')}</Dialog.Title>
          <Command label={t('palette.title')} loop>
            <Command.Input className="paletteInput" placeholder={t('palette.placeholder')} autoFocus />
            <Command.List className="paletteList">
              <Command.Empty className="paletteEmpty">{t('palette.nothing')}</Command.Empty>
              {groups.map((group) => (
                <Command.Group key={group} heading={t(`group.${group}`)}>
                  {commandIds
                    .filter((id) => commandOf(id).group === group && canRun(editor, id) && id !== 'window.palette')
                    .map((id) => (
                      <Command.Item
                        key={id}
                        className="paletteItem"
                        value={`${t(`command.${id}`)} ${id}`}
                        onSelect={() => choose(() => runCommand(editor, id))}
                      >
                        {t(`command.${id}`)}
                        <kbd className="menuKey">{keyHint(id, mac)}</kbd>
                      </Command.Item>
                    ))}
                </Command.Group>
              ))}
              {hasPicture && (
                <Command.Group heading={t('group.add')}>
                  {operationIds.map((id) => {
                    const Icon = operationIcons[id];
                    return (
                      <Command.Item
                        key={id}
                        className="paletteItem"
                        value={`${t('palette.add', { name: operation(id) })} ${operations[id].label.en} ${id}`}
                        onSelect={() => choose(() => void addOperation(editor, id))}
                      >
                        <Icon size={14} aria-hidden className="menuIcon" />
                        {t('palette.add', { name: operation(id) })}
                      </Command.Item>
                    );
                  })}
                </Command.Group>
              )}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
