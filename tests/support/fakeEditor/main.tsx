/** The window on made-up services, to look at it: `npx vite -c tests/support/fakeEditor/vite.config.ts`. */
import { createRoot } from 'react-dom/client';
import { initReactI18next } from 'react-i18next';
import { App } from '../../../src/renderer/App.tsx';
import { createEditor } from '../../../src/renderer/createEditor.ts';
import { settingsSchema } from '../../../src/shared/contract/system.ts';
import { inProcessPair } from '../../../src/shared/rpc/inProcess.ts';
import { createWords } from '../../../src/shared/words/createWords.ts';
import { createFakeServices } from '../fakeServices.ts';

const address = new URLSearchParams(location.search);
const settings = settingsSchema.partial().parse(Object.fromEntries([...address].filter(([key]) => key !== 'tileMs')));
const server = createFakeServices({
  width: 4032,
  height: 3024,
  tileMs: Number(address.get('tileMs') ?? 120),
  settings,
});
const [page, engine] = inProcessPair();
server.connect(engine);
const editor = createEditor(
  { platform: 'linux', languages: navigator.languages, tileBase: '', grantDropped: null },
  () => page,
);
const root = document.querySelector('#root');
if (root !== null) createRoot(root).render(<App editor={editor} words={createWords('en', initReactI18next)} />);
