import type { MenuItemConstructorOptions } from 'electron';

export interface MenuState {
  readonly platform: NodeJS.Platform;
  readonly recent: readonly { readonly name: string; readonly path: string }[];
}

export interface MenuActions {
  /** Runs one of the page's own commands. */
  readonly command: (id: string) => void;
  readonly openRecent: (path: string) => void;
}

type Item = MenuItemConstructorOptions;

/** The application menu as a description; keys stand beside the items and are heard by the page itself. */
export function menuTemplate({ platform, recent }: MenuState, { command, openRecent }: MenuActions): Item[] {
  const isMac = platform === 'darwin';
  const item = (label: string, id: string, accelerator?: string): Item => ({
    label,
    click: () => command(id),
    // On a Mac the menu itself takes the key; elsewhere the page does, and the menu only shows it.
    ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: isMac }),
  });
  const line: Item = { type: 'separator' };
  const recentItems: Item[] = recent.map(({ name, path }) => ({ label: name, click: () => openRecent(path) }));
  const settings = item('Settings…', 'window.settings', 'CmdOrCtrl+,');
  return [
    ...(isMac ? [appMenu(settings)] : []),
    {
      label: '&File',
      submenu: [
        item('Open…', 'picture.open', 'CmdOrCtrl+O'),
        { label: 'Open Recent', submenu: recentItems, enabled: recentItems.length > 0 },
        item('Open the Sample Photo', 'picture.sample'),
        line,
        item('Export…', 'picture.export', 'CmdOrCtrl+E'),
        line,
        item('Close Photo', 'picture.close'),
        ...(isMac ? [] : [settings, line, { role: 'quit' } as const]),
      ],
    },
    {
      label: '&Edit',
      submenu: [
        item('Undo', 'edit.undo', 'CmdOrCtrl+Z'),
        item('Redo', 'edit.redo', 'CmdOrCtrl+Shift+Z'),
        line,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
      ],
    },
    {
      label: '&View',
      submenu: [
        item('Fit', 'view.fit', 'CmdOrCtrl+0'),
        item('Actual Pixels', 'view.actual', 'CmdOrCtrl+1'),
        line,
        item('Split Before and After', 'compare.split'),
        item('Before and After Side by Side', 'compare.side'),
        line,
        item('All Commands…', 'window.palette', 'CmdOrCtrl+K'),
        { role: 'togglefullscreen' },
      ],
    },
    { label: '&Window', role: 'windowMenu' },
    { label: '&Help', role: 'help', submenu: [item('Keyboard Shortcuts', 'window.shortcuts')] },
  ];
}

function appMenu(settings: Item): Item {
  return {
    role: 'appMenu',
    submenu: [
      { role: 'about' },
      { type: 'separator' },
      settings,
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { role: 'quit' },
    ],
  };
}
