/** Saves the steps of the picture under a name, and removes presets that are not wanted any more. */
import { Trash2 } from 'lucide-react';
import { type FormEvent, useEffect, useState } from 'react';
import { useEditor } from '../../api/EditorContext.tsx';
import { listPresets, removePreset, savePreset } from '../../commands/recipeActions.ts';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { useWords } from '../useWords.ts';

export function PresetDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const editor = useEditor();
  const [presets, setPresets] = useState<readonly string[]>([]);
  const [name, setName] = useState('');
  useEffect(() => void listPresets(editor).then(setPresets), [editor]);
  const save = (event: FormEvent): void => {
    event.preventDefault();
    onClose();
    void savePreset(editor, name);
  };
  const remove = async (preset: string): Promise<void> => {
    await removePreset(editor, preset);
    setPresets(await listPresets(editor));
  };
  return (
    <Sheet title={t('recipe.save')} about={t('recipe.about')} onClose={onClose}>
      <form onSubmit={save}>
        <Field label={t('recipe.name')}>
          {(id) => (
            <input
              id={id}
              className="textInput"
              value={name}
              maxLength={80}
              required
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" tone="primary" disabled={name.trim() === ''}>
          {t(presets.includes(name.trim()) ? 'recipe.replace' : 'recipe.keep')}
        </Button>
      </form>
      <ul className="presetList">
        {presets.map((preset) => (
          <li key={preset} className="modelRow">
            <span>{preset}</span>
            <span className="spacer" />
            <IconButton
              icon={Trash2}
              label={t('recipe.remove', { name: preset })}
              onClick={() => void remove(preset)}
            />
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
