import type { Grants } from '../host/grants.ts';
import type { HostShell } from '../host/pageServer.ts';
import type { RecentFiles } from '../host/recentFiles.ts';
import { AppError } from '../shared/base/errors.ts';
import { sentence } from '../shared/base/sentence.ts';
import type { Entry } from '../shared/contract/shell.ts';
import type { Uploads } from './uploads.ts';

export interface BrowserShell {
  readonly grants: Grants;
  readonly recent: RecentFiles;
  readonly uploads: Uploads;
  /** Files and folders named when the server was started. */
  readonly roots: readonly Entry[];
}

/** What a browser can have instead of native dialogs: granted folders to look into, and uploads. */
export function shellService({ grants, recent, uploads, roots }: BrowserShell): HostShell {
  const allowed = async (path: string): Promise<Entry | null> => {
    try {
      return await grants.allow(path);
    } catch {
      // Gone since it was listed: not offered.
      return null;
    }
  };
  return {
    chooseFiles: async () => [],
    chooseFolder: async () => null,
    roots: async () => [...roots],
    list: async ({ folder }) => [...(await grants.list(folder))],
    recent: async () => (await Promise.all((await recent.list()).map(allowed))).filter((entry) => entry !== null),
    reveal: async () => {
      throw new AppError('usage', sentence('said.noBrowserFolder'));
    },
    upload: async ({ upload, name, piece, last }) => {
      const path = await uploads.take(upload, name, piece, last);
      return { grant: path === null ? null : (await grants.allow(path)).grant };
    },
  };
}
