/** Runs the built shell against the stand-in, does with it what a user does, and prints what happened as JSON. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type * as Electron from 'electron';
import type { Entry } from '../../../src/shared/contract/shell.ts';
import { answerOpening, engineProcessId, shownFiles, watchShown } from '../../e2e/editor/shellAnswers.ts';
import { connectPage } from './connectPage.ts';
import * as electron from './standIn.ts';
import { until } from './until.ts';

const [photo = '', early = ''] = process.argv.slice(2);
process.argv.splice(2, 2, photo);
await import(pathToFileURL(join(process.cwd(), 'out/main/index.js')).href);
// The system may send files long before there is a window.
const isEarly = !electron.calls.includes('loadURL');
electron.app.emit('open-file', { preventDefault: () => undefined }, early);
await until(() => electron.calls.includes('loadURL'));
await wait(50);
const requestedEarly: string[] = [];

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
/** The nonce of the page, and that of the policy it came with. */
const nonceOf = async (address: string) => {
  const answer = await page?.(new Request(address));
  const policy = answer?.headers.get('content-security-policy') ?? '';
  const meta = /<meta property="csp-nonce" nonce="([\w-]+)"/.exec((await answer?.text()) ?? '')?.[1];
  return [meta, /style-src 'self' 'nonce-([\w-]+)';/.exec(policy)?.[1], policy.includes('unsafe')];
};
const isCancelled = (url: string) => {
  let cancelled: boolean | null = null;
  electron.hardened.request?.({ url }, ({ cancel }) => {
    cancelled = cancel;
  });
  return cancelled;
};
const asksFor = (permission: string) => {
  let isGranted: boolean | null = null;
  electron.hardened.permission?.(null, permission, (granted) => {
    isGranted = granted;
  });
  return isGranted;
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

const { services, ready } = connectPage();
const requested: string[] = [];
services.shell.on('openRequested', (entries) => void requested.push(...entries.map(({ name }) => name)));
await ready;
await until(() => requested.length > 1);
requestedEarly.push(...requested.splice(0));
const commands: string[] = [];
services.shell.on('command', ({ id }) => void commands.push(id));
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
electron.app.emit('second-instance', {}, ['electron', '.', photo, '--flag'], '/');
await until(() => requested.length > 0);
electron.app.emit('open-file', { preventDefault: () => undefined }, photo);
await until(() => requested.length > 1);
const close = () => {
  let prevented = false;
  window.emit('close', { preventDefault: () => (prevented = true) });
  return prevented;
};
// What is saved is not asked about.
const closedSaved = !close();
// Neither the folder of the photo nor Patina's own takes the edit.
mkdirSync(`${photo}.patina`);
const kept = join(process.env['PATINA_DATA'] ?? '', 'edits', 'kept');
rmSync(kept, { recursive: true });
writeFileSync(kept, '');
let isUnsaved = false;
services.picture.on('changed', ({ notices }) => {
  isUnsaved = notices.some(({ kind }) => kind === 'not-saved');
});
await services.edit.add({ document: state.info.id, steps: [newStep], at: null });
await until(() => isUnsaved);
const keptOpen = [close()];
const labels = () => electron.menus.at(-1)?.map(({ label }) => label ?? '') ?? [];
const menuLabels = [labels()];
for (const language of ['zh', 'ja'] as const) {
  const before = electron.menus.length;
  await services.system.changeSettings({ language });
  await until(() => electron.menus.length > before);
  menuLabels.push(labels());
  keptOpen.push(close());
  await services.shell.chooseFiles({});
}
electron.answers.messageBox = 0;
const closed = !close();
const items = (menu: readonly electron.MenuItem[]): electron.MenuItem[] =>
  menu.flatMap((item) => [item, ...items(item.submenu ?? [])]);
const everyItem = items(electron.menus.at(-1) ?? []);
for (const { click } of everyItem) click?.();
await until(() => commands.includes('window.shortcuts') && requested.length > 2);

// What specs do in a person's place, in a shell that is driven from outside.
const shell = electron as unknown as typeof Electron;
const engineIds = [engineProcessId(shell), [...electron.running].find(isEngine)?.pid];
answerOpening(shell, photo);
const [chosen] = (await services.shell.chooseFiles({})) ?? [];
watchShown(shell);
await services.shell.reveal({ grant: chosen?.grant ?? dropped.grant });
const shown = [chosen?.name, ...shownFiles(shell)];
const quit = () => {
  let isHeldBack = false;
  electron.app.emit('will-quit', { preventDefault: () => (isHeldBack = true) });
  return { isHeldBack, quits: electron.app.quits, engines: enginesRunning() };
};
const enginesRunning = () => [...electron.running].filter(isEngine).length;
const quitting = [quit(), quit()];
await until(() => electron.app.quits > 0);
quitting.push(quit());
await until(() => electron.running.size === 0);

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
    nonces: [await nonceOf('app://patina/'), await nonceOf('app://patina/')],
    cancelled: ['https://example.com/', 'http://127.0.0.1/', 'ws://x/', 'file:///etc/passwd', 'app://patina.evil/'].map(
      isCancelled,
    ),
    allowed: ['app://patina/assets/x.js', 'blob:app://patina/1', 'data:image/png;base64,'].map(isCancelled),
    permission: [electron.hardened.check?.(), electron.hardened.device?.(), asksFor('media'), asksFor('geolocation')],
    windowOpen: contents.windowOpen?.(),
    prevented: ['will-navigate', 'will-redirect', 'will-frame-navigate', 'will-attach-webview'].map(isPrevented),
    grantToStranger,
    portsForStrangers,
    info: [info.host, info.device],
    opened: [state.info.name, state.info.width],
    tile: [tile?.status, tile?.headers.get('x-tile-width')],
    step: step.operation,
    isEarly,
    requestedEarly,
    engineIds,
    shown,
    userData: electron.app.userData,
    quitting,
    requested,
    menuLabels,
    recent: everyItem.filter(({ label }) => label === 'holiday.png').length,
    // Electron would name what has a role in English.
    unnamed: everyItem.filter(({ label, type }) => label === undefined && type !== 'separator'),
    commands,
    dialogs: electron.opened.map(({ filters }) => filters?.[0]?.name),
    focused: window.focused,
    asked: electron.asked.map(({ message }) => message),
    closedSaved,
    keptOpen,
    closed,
    // Devices are tried in inference processes of their own.
    forked: [...new Set(electron.forked.map((file) => file.replace(process.cwd(), '')))],
  })}\n`,
);
process.exit(0);

function isEngine({ file }: { readonly file: string }): boolean {
  return file.includes('engineProcess');
}
