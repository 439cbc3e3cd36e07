/** Puts the editor into the window: its words, its theme, its keys. */
import type { i18n } from 'i18next';
import { Tooltip } from 'radix-ui';
import { useEffect, useSyncExternalStore } from 'react';
import { I18nextProvider } from 'react-i18next';
import { chooseLanguage } from '../shared/words/language.ts';
import { themeOf } from './api/colours.ts';
import { EditorContext, useEditor, useStoreOf } from './api/EditorContext.tsx';
import type { Editor } from './api/editor.ts';
import { followSentence } from './commands/instructionActions.ts';
import { listenToKeys } from './commands/listenToKeys.ts';
import { AppShell } from './components/shell/AppShell.tsx';
import { ErrorBoundary } from './components/shell/ErrorBoundary.tsx';
import { currentPicture } from './state/pictureStore.ts';

const tooltipDelayMs = 500;

export function App({ editor, words }: { editor: Editor; words: i18n }) {
  useEffect(() => listenToKeys(window, editor), [editor]);
  useEffect(() => followSentence(editor), [editor]);
  return (
    <I18nextProvider i18n={words}>
      <EditorContext value={editor}>
        <ErrorBoundary>
          <Tooltip.Provider delayDuration={tooltipDelayMs} skipDelayDuration={200}>
            <Themed words={words} />
          </Tooltip.Provider>
        </ErrorBoundary>
      </EditorContext>
    </I18nextProvider>
  );
}

function Themed({ words }: { words: i18n }) {
  const { host } = useEditor();
  const settings = useStoreOf('settings', (state) => state);
  const name = useStoreOf('picture', (pictures) => currentPicture(pictures)?.info.name ?? '');
  const theme = themeOf(settings.theme, useSystemIsDark());
  const language = chooseLanguage(settings.language, host.languages);
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
    document.documentElement.dataset.surround = settings.surround;
  }, [theme, settings.surround]);
  useEffect(() => {
    document.documentElement.lang = language;
    void words.changeLanguage(language); // All words are loaded: nothing can fail.
  }, [language, words]);
  useEffect(() => {
    document.title = [name, words.t('app.name')].filter(Boolean).join(' · ');
  }, [name, words]);
  return <AppShell theme={theme} />;
}

function useSystemIsDark(): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const query = matchMedia('(prefers-color-scheme: dark)');
      query.addEventListener('change', onChange);
      return () => query.removeEventListener('change', onChange);
    },
    () => matchMedia('(prefers-color-scheme: dark)').matches,
  );
}
