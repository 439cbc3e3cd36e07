import { BrowserWindow, nativeTheme } from 'electron';
import { pageOrigin } from '../protocol/pageOrigin.ts';
import { keepWindowState, readWindowState } from './windowState.ts';

export interface WindowFiles {
  /** Built preload script. */
  readonly preload: string;
  /** Where the window's place is kept. */
  readonly state: string;
}

/** Colours of the empty window until its page is drawn, so that it never flashes white. */
const background = { dark: '#1e1e1e', light: '#d9d9d9' } as const;

/** Opens the window with the one set of preferences that there is: sandboxed, isolated, without Node. */
export async function createWindow(files: WindowFiles): Promise<BrowserWindow> {
  const { isMaximised, x, y, width, height } = await readWindowState(files.state);
  const window = new BrowserWindow({
    width,
    height,
    ...(x === undefined || y === undefined ? {} : { x, y }),
    minWidth: 1024,
    minHeight: 640,
    show: false,
    title: 'Patina',
    backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
    webPreferences: {
      preload: files.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => {
    if (isMaximised) window.maximize();
    window.show();
  });
  window.on('close', () => {
    void keepWindowState(files.state, { ...window.getNormalBounds(), isMaximised: window.isMaximized() });
  });
  await window.loadURL(`${pageOrigin}/`);
  return window;
}
