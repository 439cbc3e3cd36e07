/** The name of the picture with its facts; opens the list of open pictures. */
import { Check, ChevronDown, FolderOpen, X } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useEditor, useStoreOf } from '../../api/EditorContext.tsx';
import { runCommand } from '../../commands/runCommand.ts';
import { formatMegapixels } from '../../i18n/format.ts';
import { currentPicture } from '../../state/pictureStore.ts';
import { useWords } from '../useWords.ts';

export function PictureMenu() {
  const { t, language } = useWords();
  const editor = useEditor();
  const picture = useStoreOf('picture', currentPicture);
  const open = useStoreOf('picture', (pictures) => pictures.open);
  if (picture === null) return null;
  const { info, width, height } = picture;
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="pictureName" aria-label={t('header.pictures', { name: info.name })}>
        <span className="pictureTitle">{info.name}</span>
        <span className="pictureFacts">
          {formatMegapixels(language, width, height)} · {width} × {height} · {info.colourSpace}
          {info.depth === 16 && ` · ${t('header.depth16')}`}
        </span>
        <ChevronDown size={14} aria-hidden />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="start" sideOffset={6}>
          <DropdownMenu.Label className="menuLabel">{t('header.open')}</DropdownMenu.Label>
          <DropdownMenu.RadioGroup value={info.id}>
            {open.map((each) => (
              <DropdownMenu.RadioItem
                key={each.info.id}
                className="menuItem"
                value={each.info.id}
                onSelect={() => editor.stores.picture.getState().show(each.info.id)}
              >
                <DropdownMenu.ItemIndicator className="menuMark">
                  <Check size={14} aria-hidden />
                </DropdownMenu.ItemIndicator>
                {each.info.name}
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
          <DropdownMenu.Separator className="menuLine" />
          <DropdownMenu.Item className="menuItem" onSelect={() => void runCommand(editor, 'picture.open')}>
            <FolderOpen className="menuIcon" size={14} aria-hidden />
            {t('command.picture.open')}
          </DropdownMenu.Item>
          <DropdownMenu.Item className="menuItem" onSelect={() => void runCommand(editor, 'picture.close')}>
            <X className="menuIcon" size={14} aria-hidden />
            {t('command.picture.close')}
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
