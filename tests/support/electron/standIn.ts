/**
 * As much of Electron's main-process module as the shell uses, so that the built shell can run in plain Node. It shows
 * windows to nobody; it records what it is told, and utility processes are real processes.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';

/** Everything that was called, in order. */
export const calls: string[] = [];
const note = (name: string) => calls.push(name);

// Electron's own: where the resources of a packaged program are.
Object.assign(process, { resourcesPath: process.env['PATINA_TEST_RESOURCES'] ?? process.cwd() });

let isReady = false;
let letReady: () => void = () => undefined;
const readiness = new Promise<void>((resolve) => {
  letReady = resolve;
});

class App extends EventEmitter {
  readonly isPackaged = false;
  userData = '';
  quits = 0;
  requestSingleInstanceLock = () => true;
  enableSandbox = () => note('enableSandbox');
  setAppUserModelId = () => undefined;
  whenReady = () => {
    note('whenReady');
    isReady = true;
    letReady();
    return readiness;
  };
  getAppPath = () => process.cwd();
  getPath = () => this.userData;
  setPath = (_name: 'userData', folder: string) => {
    note('setPath');
    this.userData = folder;
  };
  /** None of ours first: the first that Patina speaks counts. */
  getPreferredSystemLanguages = () => ['fr-FR', 'en-GB', 'ja'];
  getAppMetrics = () => [...running].map(({ pid, serviceName }) => ({ pid, name: serviceName }));
  quit = () => {
    this.quits += 1;
  };
  exit = (code: number) => process.exit(code);
}
export const app = new App();

class Port extends EventEmitter {
  other: Port | null = null;
  #isStarted = false;
  #waiting: unknown[] = [];

  postMessage(message: unknown): void {
    this.other?.deliver(structuredClone(message));
  }

  start(): void {
    this.#isStarted = true;
    for (const message of this.#waiting.splice(0)) this.deliver(message);
  }

  deliver(message: unknown): void {
    if (this.#isStarted) setImmediate(() => this.emit('message', { data: message, ports: [] }));
    else this.#waiting.push(message);
  }

  close(): void {
    this.emit('close');
    this.other?.emit('close');
  }
}

export class MessageChannelMain {
  readonly port1 = new Port();
  readonly port2 = new Port();

  constructor() {
    this.port1.other = this.port2;
    this.port2.other = this.port1;
  }
}

interface FromChild {
  readonly message?: unknown;
  readonly port?: string;
  readonly close?: boolean;
}

class Utility extends EventEmitter {
  readonly #child: ChildProcess;
  readonly #ports = new Map<string, Port>();

  readonly file: string;
  readonly serviceName: string;

  constructor(file: string, serviceName: string) {
    super();
    this.file = file;
    this.serviceName = serviceName;
    const shim = new URL('utilityShim.mjs', import.meta.url).href;
    this.#child = fork(file, [], { execArgv: ['--import', shim], serialization: 'advanced' });
    this.#child.on('message', ({ message, port, close }: FromChild) => {
      if (port === undefined) this.emit('message', message);
      else if (close === true) this.#ports.get(port)?.close();
      else this.#ports.get(port)?.postMessage(message);
    });
    this.#child.on('exit', (code) => this.emit('exit', code ?? 1));
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  postMessage(message: unknown, transfer: readonly Port[] = []): void {
    const transferred = transfer.map((port) => {
      const id = randomUUID();
      this.#ports.set(id, port);
      port.on('message', ({ data }) => this.#send({ port: id, message: data }));
      port.on('close', () => this.#send({ port: id, close: true }));
      port.start();
      return id;
    });
    this.#send({ message, transferred });
  }

  kill(): boolean {
    return this.#child.kill('SIGKILL');
  }

  #send(message: object): void {
    if (this.#child.connected) this.#child.send(message);
  }
}

export const forked: string[] = [];
/** Processes that were started and have not ended. */
export const running = new Set<Utility>();
export const utilityProcess = {
  fork(file: string, _args: readonly string[], { serviceName }: { serviceName: string }): Utility {
    if (!isReady) throw new Error('utilityProcess.fork was called before the app is ready');
    forked.push(file);
    const child = new Utility(file, serviceName);
    running.add(child);
    child.on('exit', () => running.delete(child));
    return child;
  },
};

type Answer = (value: { cancel: boolean }) => void;
type Handle = (request: Request) => Promise<Response>;
/** What the shell set on the session. */
export const hardened: {
  permission?: (contents: null, name: string, answer: (allowed: boolean) => void) => void;
  check?: () => boolean;
  device?: () => boolean;
  request?: (details: { url: string }, answer: Answer) => void;
  schemes: Map<string, Handle>;
} = { schemes: new Map() };

export const session = {
  defaultSession: {
    setPermissionRequestHandler: (handler: NonNullable<typeof hardened.permission>) => {
      note('permissions');
      hardened.permission = handler;
    },
    setPermissionCheckHandler: (handler: () => boolean) => {
      hardened.check = handler;
    },
    setDevicePermissionHandler: (handler: () => boolean) => {
      hardened.device = handler;
    },
    webRequest: {
      onBeforeRequest: (handler: NonNullable<typeof hardened.request>) => {
        note('network');
        hardened.request = handler;
      },
    },
    protocol: {
      handle: (scheme: string, handler: Handle) => {
        if (!isReady) throw new Error('protocol.handle was called before the app is ready');
        note(`handle ${scheme}`);
        hardened.schemes.set(scheme, handler);
      },
    },
  },
};

export const privileged: unknown[] = [];
export const protocol = {
  registerSchemesAsPrivileged: (schemes: unknown[]) => {
    if (isReady) throw new Error('registerSchemesAsPrivileged was called after the app is ready');
    note('privileged');
    privileged.push(...schemes);
  },
};

/** What goes wrong. */
export const faults: { loadURL: Error | null } = { loadURL: null };

class Contents extends EventEmitter {
  readonly mainFrame = { url: '' };
  readonly posted: { channel: string; ports: readonly Port[] }[] = [];
  windowOpen: (() => { action: string }) | null = null;
  setWindowOpenHandler = (handler: () => { action: string }) => {
    this.windowOpen = handler;
  };
  postMessage = (channel: string, _message: unknown, ports: readonly Port[]) => this.posted.push({ channel, ports });
}

/** Icons beside the clock, and messages of the system. */
export const trays: Tray[] = [];
export class Tray extends EventEmitter {
  readonly icon: string;
  tip = '';
  menu: readonly MenuItem[] = [];
  isDestroyed = false;
  constructor(icon: string) {
    super();
    if (!existsSync(icon)) throw new Error(`There is no icon ${icon}`);
    this.icon = icon;
    trays.push(this);
  }
  setToolTip = (tip: string) => {
    this.tip = tip;
  };
  setContextMenu = (menu: readonly MenuItem[]) => {
    this.menu = menu;
  };
  destroy = () => {
    this.isDestroyed = true;
  };
}
export const told: { title: string; body: string }[] = [];
export class Notification extends EventEmitter {
  static readonly isSupported = () => true;
  readonly #message: { title: string; body: string };
  constructor(message: { title: string; body: string }) {
    super();
    this.#message = message;
  }
  show = () => told.push(this.#message);
}

export class BrowserWindow extends EventEmitter {
  static readonly all: BrowserWindow[] = [];
  static readonly getFocusedWindow = () => null;
  readonly webContents = new Contents();
  readonly options: { readonly webPreferences: Record<string, unknown> };
  focused = 0;

  constructor(options: BrowserWindow['options']) {
    super();
    this.options = options;
    BrowserWindow.all.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }

  async loadURL(url: string): Promise<void> {
    note('loadURL');
    if (faults.loadURL !== null) throw faults.loadURL;
    this.webContents.mainFrame.url = url;
  }
  maximize = () => undefined;
  isShown = true;
  show = () => {
    this.isShown = true;
  };
  hide = () => {
    this.isShown = false;
  };
  isVisible = () => this.isShown;
  isFocused = () => false;
  focus = () => {
    this.focused += 1;
  };
  reload = () => undefined;
  restore = () => undefined;
  isMinimized = () => false;
  isMaximized = () => false;
  isDestroyed = () => false;
  getNormalBounds = () => ({ x: 10, y: 20, width: 1200, height: 800 });
}

class IpcMain extends EventEmitter {
  readonly handlers = new Map<string, (event: unknown, ...input: unknown[]) => unknown>();
  handle = (channel: string, handler: (event: unknown, ...input: unknown[]) => unknown) => {
    this.handlers.set(channel, handler);
  };
}
export const ipcMain = new IpcMain();

export const asked: { message: string; detail: string }[] = [];
export const opened: { filters?: { name: string }[] }[] = [];
export const answers = { messageBox: 1 };
export const errorBoxes: string[] = [];
export const dialog = {
  showErrorBox: (title: string, text: string) => {
    errorBoxes.push(text);
    process.stderr.write(`${title}: ${text}\n`);
  },
  showOpenDialog: async (options: { filters?: { name: string }[] }) => {
    opened.push(options);
    return { canceled: true, filePaths: [] };
  },
  showMessageBox: async (question: { message: string; detail: string }) => {
    asked.push(question);
    return { response: answers.messageBox };
  },
  showMessageBoxSync: (_window: unknown, question: { message: string; detail: string }) => {
    asked.push(question);
    return answers.messageBox;
  },
};
export interface MenuItem {
  readonly label?: string;
  readonly role?: string;
  readonly type?: string;
  readonly submenu?: readonly MenuItem[];
  readonly enabled?: boolean;
  readonly click?: () => void;
}
export const menus: (readonly MenuItem[])[] = [];
export const Menu = {
  buildFromTemplate: (template: readonly MenuItem[]) => template,
  setApplicationMenu: (menu: readonly MenuItem[]) => menus.push(menu),
};
export const nativeTheme = { shouldUseDarkColors: true };
export const screen = { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] };
export const shell = {
  showItemInFolder: (path: string) => note(`show ${path}`),
  openExternal: async (address: string) => note(`open ${address}`),
};
