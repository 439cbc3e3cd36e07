import type { MenuItemConstructorOptions } from 'electron';
import type { Say } from '../../shared/words/words.ts';

export interface MenuState {
  readonly platform: NodeJS.Platform;
  readonly recent: readonly { readonly name: string; readonly path: string }[];
  /** Says all labels. */
  readonly say: Say;
}

export interface MenuActions {
  /** Runs one of the page's own commands. */
  readonly command: (id: string) => void;
  readonly openRecent: (path: string) => void;
  /** Null where no feed was given when the program was packaged. */
  readonly lookForUpdate: (() => void) | null;
}

type Item = MenuItemConstructorOptions;
const line: Item = { type: 'separator' };

/** The application menu as a description; keys stand beside the items and are heard by the page itself. */
export function menuTemplate(
  { platform, recent, say }: MenuState,
  { command, openRecent, lookForUpdate }: MenuActions,
): Item[] {
  const isMac = platform === 'darwin';
  const item = (label: string, id: string, accelerator?: string): Item => ({
    label,
    click: () => command(id),
    // On a Mac the menu itself takes the key; elsewhere the page does, and the menu only shows it.
    ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: isMac }),
  });
  const recentItems: Item[] = recent.map(({ name, path }) => ({ label: name, click: () => openRecent(path) }));
  const settings = item(say('command.window.settings'), 'window.settings', 'CmdOrCtrl+,');
  const quit: Item = { role: 'quit', label: say('menu.quit') };
  return [
    ...(isMac ? [appMenu(say, settings, quit)] : []),
    {
      label: say('menu.file'),
      submenu: [
        item(say('command.picture.open'), 'picture.open', 'CmdOrCtrl+O'),
        { label: say('empty.recent'), submenu: recentItems, enabled: recentItems.length > 0 },
        item(say('command.picture.sample'), 'picture.sample'),
        line,
        item(say('command.picture.export'), 'picture.export', 'CmdOrCtrl+E'),
        line,
        item(say('command.picture.close'), 'picture.close'),
        ...(isMac ? [] : [settings, line, quit]),
      ],
    },
    {
      label: say('menu.edit'),
      submenu: [
        item(say('command.edit.undo'), 'edit.undo', 'CmdOrCtrl+Z'),
        item(say('command.edit.redo'), 'edit.redo', 'CmdOrCtrl+Shift+Z'),
        line,
        { role: 'cut', label: say('menu.cut') },
        { role: 'copy', label: say('menu.copy') },
        { role: 'paste', label: say('menu.paste') },
        { role: 'selectAll', label: say('menu.selectAll') },
      ],
    },
    {
      label: say('menu.view'),
      submenu: [
        item(say('command.view.fit'), 'view.fit', 'CmdOrCtrl+0'),
        item(say('command.view.actual'), 'view.actual', 'CmdOrCtrl+1'),
        line,
        item(say('command.compare.split'), 'compare.split'),
        item(say('command.compare.side'), 'compare.side'),
        line,
        item(say('command.window.palette'), 'window.palette', 'CmdOrCtrl+K'),
        { role: 'togglefullscreen', label: say('menu.fullscreen') },
      ],
    },
    {
      label: say('menu.window'),
      role: 'window',
      submenu: [
        { role: 'minimize', label: say('menu.minimize') },
        { role: 'close', label: say('menu.close') },
      ],
    },
    {
      label: say('menu.help'),
      role: 'help',
      submenu: [
        item(say('command.window.shortcuts'), 'window.shortcuts'),
        ...(lookForUpdate === null ? [] : [line, { label: say('menu.update'), click: lookForUpdate }]),
      ],
    },
  ];
}

function appMenu(say: Say, settings: Item, quit: Item): Item {
  return {
    label: say('app.name'),
    submenu: [
      { role: 'about', label: say('menu.about') },
      line,
      settings,
      line,
      { role: 'hide', label: say('menu.hide') },
      { role: 'hideOthers', label: say('menu.hideOthers') },
      { role: 'unhide', label: say('menu.unhide') },
      line,
      quit,
    ],
  };
}
