import { BrowserWindow, dialog, type OpenDialogOptions, shell } from 'electron';
import { type Grants, pictureExtensions } from '../../host/grants.ts';
import type { HostShell } from '../../host/pageServer.ts';
import type { RecentFiles } from '../../host/recentFiles.ts';
import { AppError } from '../../shared/base/errors.ts';
import { sentence } from '../../shared/base/sentence.ts';
import type { Entry } from '../../shared/contract/shell.ts';
import type { Say } from '../../shared/words/words.ts';

/** Native dialogs and folders. */
export function shellService(grants: Grants, recent: RecentFiles, say: () => Say): HostShell {
  const extensions = pictureExtensions.map((extension) => extension.slice(1));
  return {
    chooseFiles: async () => {
      const paths = await choose({
        properties: ['openFile', 'multiSelections'],
        filters: [{ name: say()('menu.photos'), extensions: [...extensions] }],
      });
      return paths === null ? null : Promise.all(paths.map((path) => grants.allow(path)));
    },
    chooseFolder: async () => {
      const [path] = (await choose({ properties: ['openDirectory', 'createDirectory'] })) ?? [];
      return path === undefined ? null : grants.allow(path);
    },
    roots: async () => [],
    list: async ({ folder }) => [...(await grants.list(folder))],
    recent: async () => {
      const entries = await Promise.all((await recent.list()).map((path) => allowed(grants, path)));
      return entries.filter((entry) => entry !== null);
    },
    reveal: async ({ grant }) => {
      shell.showItemInFolder(grants.resolve(grant, 'file'));
      return {};
    },
    upload: async () => {
      throw new AppError('usage', sentence('said.noUpload'));
    },
  };
}

/** A grant for a path, or null where it is gone. */
export async function allowed(grants: Grants, path: string): Promise<Entry | null> {
  try {
    return await grants.allow(path);
  } catch {
    // Gone, or never there: not offered.
    return null;
  }
}

/** Null where the user cancelled. */
async function choose(options: OpenDialogOptions): Promise<readonly string[] | null> {
  const window = BrowserWindow.getFocusedWindow();
  const answer = window === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(window, options);
  return answer.canceled ? null : answer.filePaths;
}
