/** Presets to apply, the steps as a preset, and the steps to other open photos. */
import { BookMarked, Copy, Save } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useState } from 'react';
import { useEditor, useStoreOf } from '../../api/EditorContext.tsx';
import { applyPreset, copySteps, listPresets } from '../../commands/recipeActions.ts';
import { currentPicture } from '../../state/pictureStore.ts';
import { IconMenu } from '../ui/IconMenu.tsx';
import { useWords } from '../useWords.ts';

export function RecipeMenu() {
  const { t } = useWords();
  const editor = useEditor();
  const [presets, setPresets] = useState<readonly string[]>([]);
  const open = useStoreOf('picture', (pictures) => pictures.open);
  const picture = useStoreOf('picture', currentPicture);
  if (picture === null) return null;
  const others = open.filter(({ info }) => info.id !== picture.info.id);
  const hasSteps = picture.steps.length > 0;
  const onOpen = (isOpen: boolean): void => {
    if (isOpen) void listPresets(editor).then(setPresets);
  };
  return (
    <IconMenu icon={BookMarked} label={t('recipe.title')} onOpenChange={onOpen}>
      <DropdownMenu.Label className="menuLabel">{t('recipe.presets')}</DropdownMenu.Label>
      {presets.length === 0 && (
        <DropdownMenu.Item className="menuItem" disabled>
          {t('recipe.none')}
        </DropdownMenu.Item>
      )}
      {presets.map((name) => (
        <DropdownMenu.Item key={name} className="menuItem" onSelect={() => void applyPreset(editor, name)}>
          {name}
        </DropdownMenu.Item>
      ))}
      <DropdownMenu.Separator className="menuLine" />
      <DropdownMenu.Item
        className="menuItem"
        disabled={!hasSteps}
        onSelect={() => editor.stores.layout.getState().openDialog('preset')}
      >
        <Save className="menuIcon" size={14} aria-hidden />
        {t('recipe.save')}
      </DropdownMenu.Item>
      {others.map(({ info }) => (
        <DropdownMenu.Item
          key={info.id}
          className="menuItem"
          disabled={!hasSteps}
          onSelect={() => void copySteps(editor, [info.id])}
        >
          <Copy className="menuIcon" size={14} aria-hidden />
          {t('recipe.copyTo', { name: info.name })}
        </DropdownMenu.Item>
      ))}
      {others.length > 1 && (
        <DropdownMenu.Item
          className="menuItem"
          disabled={!hasSteps}
          onSelect={() =>
            void copySteps(
              editor,
              others.map(({ info }) => info.id),
            )
          }
        >
          <Copy className="menuIcon" size={14} aria-hidden />
          {t('recipe.copyAll', { count: others.length })}
        </DropdownMenu.Item>
      )}
    </IconMenu>
  );
}
