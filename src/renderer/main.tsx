/** Starts the window: finds its host, connects, and draws at once; the connection may take its time. */
import { createRoot } from 'react-dom/client';
import { initReactI18next } from 'react-i18next';
import * as z from 'zod';
import { createWords } from '../shared/words/createWords.ts';
import { chooseLanguage } from '../shared/words/language.ts';
import { App } from './App.tsx';
import { openHost } from './api/openHost.ts';
import { createEditor } from './createEditor.ts';

// The content security policy forbids code made at run time; schemas must not even try.
z.config({ jitless: true });

// Style elements that libraries make are let through by the nonce of the page, which they look for under this name.
const nonce = document.querySelector<HTMLElement>('meta[property=csp-nonce]')?.nonce;
Object.assign(globalThis, { __webpack_nonce__: nonce });

const root = document.querySelector('#root');
if (root !== null) {
  const { host, openTransport } = openHost(window);
  const editor = createEditor(host, openTransport);
  const words = createWords(chooseLanguage('system', host.languages), initReactI18next);
  createRoot(root).render(<App editor={editor} words={words} />);
}
