/** Runs the built shell against the stand-in, does with it what a user does, and prints what happened as JSON. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { contract } from '../../../src/shared/contract/index.ts';
import type { Entry } from '../../../src/shared/contract/shell.ts';
import { createClient } from '../../../src/shared/rpc/client.ts';
import type { Transport } from '../../../src/shared/rpc/transport.ts';
import * as electron from './standIn.ts';

const [dataFolder = '', photo = ''] = process.argv.slice(2);
process.argv.splice(2, 2, photo);
electron.app.userData = dataFolder;
await import(pathToFileURL(join(process.cwd(), 'out/main/index.js')).href);
for (let i = 0; i < 500 && !electron.calls.includes('loadURL'); i += 1) await wait(20);
await wait(50);

const [window] = electron.BrowserWindow.all;
if (window === undefined) throw new Error('No window was opened.');
const contents = window.webContents;
const ours = { senderFrame: contents.mainFrame, sender: contents };
const page = electron.hardened.schemes.get('app');
const fetchPage = async (address: string, method = 'GET') => {
  const answer = await page?.(new Request(address, { method }));
  const headers = answer?.headers;
  return [answer?.status, headers?.get('content-type'), headers?.get('content-security-policy')?.slice(0, 18)];
};
const isCancelled = (url: string) => {
  let cancelled: boolean | null = null;
  electron.hardened.request?.({ url }, ({ cancel }) => {
    cancelled = cancel;
  });
  return cancelled;
};
const isPrevented = (event: string) => {
  let prevented = false;
  contents.emit(event, { preventDefault: () => (prevented = true) });
  return prevented;
};

// Strangers: another frame, another address.
electron.ipcMain.emit('patina:connect', { senderFrame: { url: 'app://patina/' }, sender: contents });
electron.ipcMain.emit('patina:connect', {
  senderFrame: contents.mainFrame,
  sender: { postMessage: contents.postMessage, mainFrame: { url: 'app://patina/' } },
});
contents.mainFrame.url = 'app://patina.evil/';
electron.ipcMain.emit('patina:connect', ours);
const grantToStranger = await electron.ipcMain.handlers.get('patina:grant')?.(ours, [photo]);
const portsForStrangers = contents.posted.length;
contents.mainFrame.url = 'app://patina/';

electron.ipcMain.emit('patina:connect', ours);
const port = contents.posted[0]?.ports[0];
if (port === undefined) throw new Error('The page got no wire.');
port.start();
const wire: Transport = {
  post: async (message) => port.postMessage(message),
  onMessage: (listener) => void port.on('message', ({ data }) => listener(data)),
  onClose: (listener) => void port.on('close', () => listener('closed')),
  close: () => port.close(),
};
const { services, ready } = createClient(contract, wire);
await ready;
const requested: string[] = [];
services.shell.on('openRequested', (entries) => void requested.push(...entries.map(({ name }) => name)));
const info = await services.system.info({});
const granted = (await electron.ipcMain.handlers.get('patina:grant')?.(ours, [photo, 7, '/nowhere'])) as Entry[];
const [dropped] = granted;
if (dropped === undefined) throw new Error('The dropped file was not granted.');
const state = await services.picture.open({ grant: dropped.grant });
const tile = await page?.(new Request(`app://patina/tiles/${state.info.id}/after/0/0/0/${state.revision}`));
const plan = await services.instruction.understand({ text: 'remove the noise' });
const [step] = plan.steps;
if (step === undefined) throw new Error('The sentence gave no step.');
const { confidence: _confidence, ...newStep } = step;
await services.edit.add({ document: state.info.id, steps: [newStep], at: null });
electron.app.emit('second-instance', {}, ['electron', '.', photo, '--flag'], '/');
await wait(300);
const close = () => {
  let prevented = false;
  window.emit('close', { preventDefault: () => (prevented = true) });
  return prevented;
};
const keptOpen = close();
electron.answers.messageBox = 0;
const closed = !close();

process.stdout.write(
  `${JSON.stringify({
    calls: electron.calls.slice(0, 8),
    privileged: electron.privileged,
    webPreferences: { ...window.options.webPreferences, preload: undefined },
    pages: {
      index: await fetchPage('app://patina/'),
      escape: await fetchPage('app://patina/..%2f..%2fpackage.json'),
      other: await fetchPage('app://elsewhere/index.html'),
      post: await fetchPage('app://patina/', 'POST'),
    },
    cancelled: ['https://example.com/', 'http://127.0.0.1/', 'ws://x/', 'file:///etc/passwd', 'app://patina.evil/'].map(
      isCancelled,
    ),
    allowed: ['app://patina/assets/x.js', 'blob:app://patina/1', 'data:image/png;base64,'].map(isCancelled),
    permission: electron.hardened.check?.(),
    windowOpen: contents.windowOpen?.(),
    prevented: ['will-navigate', 'will-redirect', 'will-frame-navigate', 'will-attach-webview'].map(isPrevented),
    grantToStranger,
    portsForStrangers,
    info: [info.host, info.device],
    opened: [state.info.name, state.info.width],
    tile: [tile?.status, tile?.headers.get('x-tile-width')],
    step: step.operation,
    requested,
    focused: window.focused,
    asked: electron.asked.map(({ message }) => message),
    keptOpen,
    closed,
    // Devices are tried in inference processes of their own.
    forked: [...new Set(electron.forked.map((file) => file.replace(process.cwd(), '')))],
  })}\n`,
);
electron.app.emit('will-quit');
await wait(300);
process.exit(0);

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
