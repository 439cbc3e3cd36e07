/** Starts the window: finds its host, connects, and draws at once; the connection may take its time. */
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { App } from './App.tsx';
import { openHost } from './api/openHost.ts';
import { createEditor } from './createEditor.ts';
import { chooseLanguage } from './i18n/language.ts';
import { setUpWords } from './i18n/setUp.ts';

// The content security policy forbids code made at run time; schemas must not even try.
z.config({ jitless: true });

const root = document.querySelector('#root');
if (root !== null) {
  const { host, openTransport } = openHost(window);
  const editor = createEditor(host, openTransport);
  const words = setUpWords(chooseLanguage('system', navigator.languages));
  createRoot(root).render(<App editor={editor} words={words} />);
}
