import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app, session } from 'electron';
import { appPaths } from '../host/appPaths.ts';
import { Grants } from '../host/grants.ts';
import { FileManagerMenu, userPlaces } from '../host/integration/fileManagerMenu.ts';
import { createPageServer } from '../host/pageServer.ts';
import { RecentFiles } from '../host/recentFiles.ts';
import { RestoreGathering } from '../host/restoreGathering.ts';
import { SettingsFile } from '../host/settingsFile.ts';
import { UnsavedWork } from '../host/unsavedWork.ts';
import { updateFeed } from '../host/updates.ts';
import { type AppError, toAppError } from '../shared/base/errors.ts';
import type { Settings } from '../shared/contract/system.ts';
import { speak } from '../shared/words/createWords.ts';
import { chooseLanguage } from '../shared/words/language.ts';
import { brokerPorts } from './ipc/portBroker.ts';
import { allowed, shellService } from './ipc/shellService.ts';
import { keepInFileManager, ownCommand } from './menus/fileManager.ts';
import { lookForUpdate } from './menus/lookForUpdate.ts';
import { showMenu } from './menus/showMenu.ts';
import { OpenRequests, startToHand } from './openRequests.ts';
import { startEngine } from './processes/startEngine.ts';
import { handlePageScheme, registerPageScheme } from './protocol/appScheme.ts';
import { QueueShell } from './queueShell.ts';
import { harden } from './security/harden.ts';
import { mayClose } from './windows/askBeforeClosing.ts';
import { createWindow } from './windows/createWindow.ts';

/** Starts the desktop program. Everything here happens in the order that Electron demands of it. */
export async function start(): Promise<void> {
  // Who names a folder for Patina's data means the window's own as well, and a program of its own in it.
  if ((process.env['PATINA_DATA'] ?? '') !== '') app.setPath('userData', join(appPaths().data, 'desktop'));
  if (!app.requestSingleInstanceLock(startToHand())) {
    // The first instance gets the files by its `second-instance` event.
    app.quit();
    return;
  }
  app.enableSandbox();
  if (process.platform === 'win32') app.setAppUserModelId('org.patina.editor');
  registerPageScheme();
  const grants = new Grants();
  const restorations = new RestoreGathering();
  const requests = new OpenRequests(grants, (request) => restorations.take(request));
  requests.listen();
  requests.addArguments(process.argv, process.cwd());
  await app.whenReady();

  const built = join(app.getAppPath(), 'out');
  // Child processes load native modules and models, which do not live inside the archive.
  const unpacked = built.replace(/app\.asar([\\/])/, 'app.asar.unpacked$1');
  const data = app.getPath('userData');
  const recent = new RecentFiles(join(data, 'recent.json'), () => void putUpMenu());
  const feed = await updateFeed(process.resourcesPath);
  const unsaved = new UnsavedWork();
  const settings = new SettingsFile(join(data, 'settings.json'));
  const language = (chosen: Settings) => speak(chooseLanguage(chosen.language, app.getPreferredSystemLanguages()));
  let say = language(await settings.read());
  const queue = new QueueShell({
    engine: () => engine,
    grants,
    icons: join(unpacked, '..', 'resources', 'tray'),
    say: () => say,
    onQueued: () => pages.announce('shell', 'queued', {}),
  });
  const fileManager = new FileManagerMenu(userPlaces(), async () => ({ target: 'application', command: ownCommand() }));
  const { pages, engine } = createPageServer({
    kind: 'electron',
    grants,
    recent,
    settings,
    shell: shellService(grants, recent, () => say),
    onFault,
    fileManager,
    spawnEngine: () =>
      startEngine({
        engine: join(unpacked, 'processes', 'engineProcess.js'),
        inference: join(unpacked, 'processes', 'inferenceProcess.js'),
      }),
    offerDownload: async (name) => ({ path: freeName(app.getPath('downloads'), name), download: name }),
    watch: {
      changed: (state) => unsaved.changed(state),
      closed: (document) => unsaved.closed(document),
      worked: (job) => unsaved.worked(job),
      queued: (summary) => queue.took(summary),
      settings: (chosen) => {
        say = language(chosen);
        void putUpMenu();
      },
    },
    // A page that was not there yet would not have heard of the files.
    onPage: () => {
      requests.deliverTo((entries) => pages.announce('shell', 'openRequested', entries));
      restorations.deliverTo((request) => void queue.restore(request));
    },
  });
  harden(session.defaultSession);
  handlePageScheme(session.defaultSession, join(built, 'renderer'), engine);
  brokerPorts(pages, (path) => allowed(grants, path));

  await putUpMenu();
  keepInFileManager(fileManager, engine).catch((thrown: unknown) => onFault('fileManager', toAppError(thrown)));
  const window = await createWindow({
    preload: join(built, 'preload', 'index.cjs'),
    state: join(data, 'window.json'),
  });
  queue.attach(window);
  let isQuitting = false;
  app.on('before-quit', () => {
    isQuitting = true;
  });
  window.on('close', (event) => {
    const isKept = !isQuitting && queue.goesOnWithout;
    if (!isKept && mayClose(window, unsaved.atStake(), queue.open, say)) return;
    event.preventDefault();
    isQuitting = false;
    // The queue goes on beside the clock.
    if (isKept) window.hide();
  });
  window.webContents.on('render-process-gone', () => window.reload());
  app.on('second-instance', () => queue.show());
  app.on('window-all-closed', () => app.quit());
  quitAfter(() => engine.close());

  function putUpMenu(): Promise<void> {
    return showMenu(recent, say, {
      command: (id) => pages.announce('shell', 'command', { id }),
      openRecent: (path) => requests.add([path]),
      lookForUpdate: feed === null ? null : () => void lookForUpdate(feed, say),
    });
  }
}

function onFault(where: string, error: AppError): void {
  process.stderr.write(`${where}: ${error.stack ?? error.message}\n`);
}

/** Holds the end of the program back until what must end with it has ended, however that went. */
function quitAfter(close: () => Promise<void>): void {
  let closing: Promise<void> | null = null;
  let isClosed = false;
  app.on('will-quit', (event) => {
    if (isClosed) return;
    event.preventDefault();
    closing ??= close().finally(() => {
      isClosed = true;
      app.quit();
    });
  });
}

function freeName(folder: string, name: string): string {
  const dot = name.lastIndexOf('.');
  for (let n = 1; ; n += 1) {
    const path = join(folder, n === 1 ? name : `${name.slice(0, dot)}-${n}${name.slice(dot)}`);
    if (!existsSync(path)) return path;
  }
}
