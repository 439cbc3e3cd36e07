/** Preferences: language, theme, the grey around the picture, the device that computes; and what is installed. */

import type { Settings } from '../../../shared/contract/system.ts';
import { type Language, languages } from '../../../shared/model/operation.ts';
import { useEditor, useStoreOf } from '../../api/EditorContext.tsx';
import { start } from '../../commands/attempt.ts';
import { deviceName } from '../../i18n/deviceName.ts';
import { Choice } from '../ui/Choice.tsx';
import { Field } from '../ui/Field.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { useWords } from '../useWords.ts';
import { FromFileManager } from './FromFileManager.tsx';

/** Each language is called by its own name, whatever language is spoken now. */
const languageNames: Readonly<Record<Language, string>> = { en: 'English', zh: '中文', ja: '日本語' };
const themes = ['system', 'dark', 'light'] as const;
const surrounds = ['auto', 'black', 'dark', 'mid', 'light', 'white'] as const;
const devices = ['auto', 'cpu', 'webgpu', 'cuda', 'tensorrt', 'directml', 'coreml'] as const;

const cacheSizes = [2, 5, 10, 20, 50, 100, 200] as const;

export function SettingsDialog({ onClose }: { onClose: () => void }) {
  const { t, sayAll } = useWords();
  const editor = useEditor();
  const settings = useStoreOf('settings', (state) => state);
  const info = useStoreOf('connection', (connection) => connection.info);
  const change = (changes: Partial<Settings>): void =>
    start(editor, async () => editor.stores.settings.setState(await editor.client.system.changeSettings(changes)));
  const languageChoices = [
    { value: 'system', label: t('settings.system') },
    ...languages.map((value) => ({ value, label: languageNames[value] })),
  ] as const;
  return (
    <Sheet title={t('settings.title')} width={520} onClose={onClose}>
      <Field label={t('settings.language')}>
        {(id) => (
          <Choice
            id={id}
            value={settings.language}
            options={languageChoices}
            onChange={(language) => change({ language })}
          />
        )}
      </Field>
      <Field label={t('settings.theme')}>
        {(id) => (
          <Choice
            id={id}
            value={settings.theme}
            options={themes.map((value) => ({ value, label: t(`theme.${value}`) }))}
            onChange={(theme) => change({ theme })}
          />
        )}
      </Field>
      <Field label={t('settings.surround')} note={t('settings.surroundAbout')}>
        {(id) => (
          <Choice
            id={id}
            value={settings.surround}
            options={surrounds.map((value) => ({ value, label: t(`surround.${value}`) }))}
            onChange={(surround) => change({ surround })}
          />
        )}
      </Field>
      <Field label={t('settings.device')} note={info === null ? undefined : sayAll(info.deviceReasons)}>
        {(id) => (
          <Choice
            id={id}
            value={settings.device}
            options={devices.map((value) => ({
              value,
              label: value === 'auto' ? t('settings.deviceAuto') : deviceName(value),
            }))}
            onChange={(device) => change({ device })}
          />
        )}
      </Field>
      <Field label={t('settings.cache')} note={t('settings.cacheAbout')}>
        {(id) => (
          <Choice
            id={id}
            value={String(settings.cacheGigabytes)}
            options={cacheSizes.map((size) => ({ value: String(size), label: `${size} GB` }))}
            onChange={(size) => change({ cacheGigabytes: Number(size) })}
          />
        )}
      </Field>
      <FromFileManager />
      {info !== null && (
        <section className="models">
          <h3 className="modelsTitle">{t('settings.models')}</h3>
          {info.models.length === 0 && <p className="dim">{t('settings.noModels')}</p>}
          <ul>
            {info.models.map((model) => (
              <li key={model.id} className="modelRow">
                <span>{model.title}</span>
                <span className="figure dim">{model.version}</span>
                <span className="dim">{t(`model.${model.state}`)}</span>
              </li>
            ))}
          </ul>
          <p className="dim">{t('settings.version', { version: info.version, protocol: info.protocol })}</p>
        </section>
      )}
    </Sheet>
  );
}
