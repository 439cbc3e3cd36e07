import { rmSync } from 'node:fs';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { Grants } from '../host/grants.ts';
import type { FileManagerMenu } from '../host/integration/fileManagerMenu.ts';
import { createPageServer, type PageServer } from '../host/pageServer.ts';
import { RecentFiles } from '../host/recentFiles.ts';
import { SettingsFile } from '../host/settingsFile.ts';
import { type AppError, toAppError } from '../shared/base/errors.ts';
import type { Entry } from '../shared/contract/shell.ts';
import type { RpcServerOptions } from '../shared/rpc/server.ts';
import type { ChildTransport } from '../shared/rpc/transport.ts';
import { Downloads } from './downloads.ts';
import { startWebServer, type WebServer } from './server.ts';
import { shellService } from './shellService.ts';
import { Uploads } from './uploads.ts';

export interface ServeEditorOptions {
  readonly port: number;
  /** Photos that are opened at once, and folders that pages may open from. */
  readonly paths: readonly string[];
  /** Opens the sample photo at once. */
  readonly sample?: boolean;
  /** Folder of the built page. */
  readonly page: string;
  /** Where preferences and recent files are kept. */
  readonly data: string;
  /** Where uploads and downloads live while the server does. */
  readonly scratch: string;
  readonly fileManager: FileManagerMenu;
  readonly spawnEngine: () => ChildTransport;
  /** Told about each photo that could not be opened at once. */
  readonly onUnopened?: (error: AppError) => void;
  readonly onFault?: RpcServerOptions['onFault'];
}

export interface ServedEditor extends WebServer {
  /** Process id of the engine, undefined while none runs. */
  engineProcessId(): number | undefined;
}

/** The editor for ordinary browsers on this machine: page, calls, tiles, uploads and downloads behind one door. */
export async function serveEditor(options: ServeEditorOptions): Promise<ServedEditor> {
  const grants = new Grants();
  const roots = await Promise.all(options.paths.map((path) => grants.allow(path)));
  await mkdir(options.scratch, { recursive: true, mode: 0o700 });
  const folder = await mkdtemp(join(options.scratch, 'pages-'));
  const removeFolder = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', removeFolder);
  const recent = new RecentFiles(join(options.data, 'recent.json'));
  const downloads = new Downloads(folder);
  const host = createPageServer({
    kind: 'browser',
    grants,
    recent,
    settings: new SettingsFile(join(options.data, 'settings.json')),
    shell: shellService({ grants, recent, uploads: new Uploads(folder), roots }),
    fileManager: options.fileManager,
    spawnEngine: options.spawnEngine,
    offerDownload: (name) => downloads.offer(name),
    ...(options.onFault === undefined ? {} : { onFault: options.onFault }),
  });
  const server = await startWebServer({ port: options.port, page: options.page, host, downloads });
  // The engine starts with the server, so that the first picture does not wait for it; its failure is told to pages.
  host.engine.client().catch(() => undefined);
  void openAtOnce(host, roots, options);
  return {
    ...server,
    engineProcessId: () => host.engine.processId,
    async close() {
      await server.close();
      await host.engine.close();
      process.off('exit', removeFolder);
      removeFolder();
    },
  };
}

/** Opens what was named when the server was started, so that it is on its way before the page is. */
async function openAtOnce(host: PageServer, roots: readonly Entry[], options: ServeEditorOptions): Promise<void> {
  const never = new AbortController().signal;
  const photos = roots
    .filter(({ kind }) => kind === 'file')
    .map(
      ({ grant }) =>
        () =>
          host.open({ grant }, never),
    );
  const sample = options.sample === true ? [() => host.engine.call('picture', 'openSample', {})] : [];
  for (const open of [...photos, ...sample]) {
    try {
      await open();
    } catch (thrown) {
      options.onUnopened?.(toAppError(thrown));
    }
  }
}
