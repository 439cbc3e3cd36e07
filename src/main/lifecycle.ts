import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { app, type BrowserWindow, dialog, Menu, session } from 'electron';
import { Grants } from '../host/grants.ts';
import { createPageServer } from '../host/pageServer.ts';
import { RecentFiles } from '../host/recentFiles.ts';
import { SettingsFile } from '../host/settingsFile.ts';
import { UnsavedWork } from '../host/unsavedWork.ts';
import { brokerPorts } from './ipc/portBroker.ts';
import { allowed, shellService } from './ipc/shellService.ts';
import { menuTemplate } from './menus/menuTemplate.ts';
import { filesOf, OpenRequests } from './openRequests.ts';
import { startEngine } from './processes/startEngine.ts';
import { handlePageScheme, registerPageScheme } from './protocol/appScheme.ts';
import { harden } from './security/harden.ts';
import { createWindow } from './windows/createWindow.ts';

/** Starts the desktop program. Everything here happens in the order that Electron demands of it. */
export async function start(): Promise<void> {
  if (!app.requestSingleInstanceLock()) {
    // The first instance gets the files by its `second-instance` event.
    app.quit();
    return;
  }
  app.enableSandbox();
  if (process.platform === 'win32') app.setAppUserModelId('org.patina.editor');
  registerPageScheme();
  const grants = new Grants();
  const requests = new OpenRequests(grants);
  requests.listen();
  requests.add(filesOf(process.argv, app.isPackaged).map((file) => resolve(file)));
  await app.whenReady();

  const built = join(app.getAppPath(), 'out');
  // Child processes load native modules and models, which do not live inside the archive.
  const unpacked = built.replace(/app\.asar([\\/])/, 'app.asar.unpacked$1');
  const data = app.getPath('userData');
  const recent = new RecentFiles(join(data, 'recent.json'));
  const unsaved = new UnsavedWork();
  const { pages, engine } = createPageServer({
    kind: 'electron',
    grants,
    recent,
    settings: new SettingsFile(join(data, 'settings.json')),
    shell: shellService(grants, recent),
    spawnEngine: () =>
      startEngine({
        engine: join(unpacked, 'processes', 'engineProcess.js'),
        inference: join(unpacked, 'processes', 'inferenceProcess.js'),
      }),
    offerDownload: async (name) => ({ path: freeName(app.getPath('downloads'), name), download: name }),
    watch: {
      changed: (state) => unsaved.changed(state),
      closed: (document) => unsaved.closed(document),
      exported: (document) => unsaved.exported(document),
    },
  });
  harden(session.defaultSession);
  handlePageScheme(session.defaultSession, join(built, 'renderer'), engine);
  brokerPorts(pages, (path) => allowed(grants, path));

  let window = await openWindow();
  requests.deliverTo((entries) => pages.announce('shell', 'openRequested', entries));
  app.on('second-instance', (_event, argv, folder) => {
    requests.add(filesOf(argv, app.isPackaged).map((file) => resolve(folder, file)));
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  app.on('window-all-closed', () => app.quit());
  app.on('activate', () => {
    if (window.isDestroyed()) void openWindow().then((next) => (window = next));
  });
  app.on('will-quit', () => void engine.close());

  async function openWindow(): Promise<BrowserWindow> {
    await showMenu();
    const opened = await createWindow({
      preload: join(built, 'preload', 'index.cjs'),
      state: join(data, 'window.json'),
    });
    opened.on('close', (event) => {
      if (!mayClose(opened, unsaved.names())) event.preventDefault();
    });
    opened.webContents.on('render-process-gone', () => opened.reload());
    return opened;
  }

  async function showMenu(): Promise<void> {
    const paths = await recent.list();
    const template = menuTemplate(
      { platform: process.platform, recent: paths.map((path) => ({ name: basename(path), path })) },
      {
        command: (id) => pages.announce('shell', 'command', { id }),
        openRecent: (path) => requests.add([path]),
      },
    );
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  }
}

/** Asks where edits would be lost; true where the window may go. */
function mayClose(window: BrowserWindow, names: readonly string[]): boolean {
  if (names.length === 0) return true;
  const what = names.length === 1 ? `“${names[0]}” was` : `${names.length} photos were`;
  const answer = dialog.showMessageBoxSync(window, {
    type: 'question',
    message: `${what} edited and not exported since.`,
    detail: 'The originals are unchanged. Edits that were not exported are lost when Patina closes.',
    buttons: ['Close without exporting', 'Cancel'],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  });
  return answer === 0;
}

function freeName(folder: string, name: string): string {
  const dot = name.lastIndexOf('.');
  for (let n = 1; ; n += 1) {
    const path = join(folder, n === 1 ? name : `${name.slice(0, dot)}-${n}${name.slice(dot)}`);
    if (!existsSync(path)) return path;
  }
}
