/** Whether the menus of the file managers offer Patina, and what it does to the photos that come from there. */

import { useEffect, useState } from 'react';
import { useEditor } from '../../api/EditorContext.tsx';
import { start } from '../../commands/attempt.ts';
import { loadPresets, type PresetNames, setUsualPreset } from '../../commands/recipeActions.ts';
import { Choice } from '../ui/Choice.tsx';
import { Field } from '../ui/Field.tsx';
import { useWords } from '../useWords.ts';

export function FromFileManager() {
  const { t } = useWords();
  const editor = useEditor();
  const [{ names, usual }, setPresets] = useState<PresetNames>({ names: [], usual: null });
  const [offer, setOffer] = useState<{ offered: boolean; kept: string[] }>({ offered: false, kept: [] });
  useEffect(() => {
    void loadPresets(editor).then(setPresets);
    start(editor, async () => setOffer({ kept: [], ...(await editor.client.shell.fileManager({})) }));
  }, [editor]);
  const change = (offered: boolean): void =>
    start(editor, async () => setOffer(await editor.client.shell.offerInFileManager({ offered })));
  const presets = [{ value: '', label: t('queue.automatic') }, ...names.map((name) => ({ value: name, label: name }))];
  const about =
    offer.kept.length === 0
      ? t('settings.fileManagerAbout')
      : t('settings.fileManagerKept', { files: offer.kept.join(', ') });
  return (
    <>
      <Field label={t('settings.fileManager')} note={about}>
        {(id) => (
          <Choice
            id={id}
            value={offer.offered ? 'shown' : 'hidden'}
            options={[
              { value: 'shown', label: t('settings.fileManagerShown') },
              { value: 'hidden', label: t('settings.fileManagerHidden') },
            ]}
            onChange={(value) => change(value === 'shown')}
          />
        )}
      </Field>
      <Field label={t('settings.usual')} note={t('settings.usualAbout')}>
        {(id) => (
          <Choice
            id={id}
            value={usual ?? ''}
            options={presets}
            onChange={(name) => void setUsualPreset(editor, name === '' ? null : name).then(setPresets)}
          />
        )}
      </Field>
    </>
  );
}
