import { basename } from 'node:path';
import { Menu } from 'electron';
import type { RecentFiles } from '../../host/recentFiles.ts';
import type { Say } from '../../shared/words/words.ts';
import { type MenuActions, menuTemplate } from './menuTemplate.ts';

/** Puts up the menu as it should be now: in this language, with these recent files. */
export async function showMenu(recent: RecentFiles, say: Say, actions: MenuActions): Promise<void> {
  const paths = await recent.list();
  const state = { platform: process.platform, recent: paths.map((path) => ({ name: basename(path), path })), say };
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(state, actions)));
}
