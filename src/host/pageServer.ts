import { basename } from 'node:path';
import { toAppError } from '../shared/base/errors.ts';
import type { DocumentId } from '../shared/base/ids.ts';
import { type Contract, contract } from '../shared/contract/index.ts';
import type { PictureState } from '../shared/contract/picture.ts';
import type { QueueChange, QueueSummary } from '../shared/contract/queue.ts';
import type { Settings, SystemInfo } from '../shared/contract/system.ts';
import type { Job } from '../shared/contract/work.ts';
import { forwardTo } from '../shared/rpc/forward.ts';
import { createServer, type RpcServer, type RpcServerOptions } from '../shared/rpc/server.ts';
import type { ChildTransport } from '../shared/rpc/transport.ts';
import type { Handlers } from '../shared/rpc/types.ts';
import { EngineLink } from './engineLink.ts';
import type { Grants } from './grants.ts';
import type { FileManagerMenu } from './integration/fileManagerMenu.ts';
import type { RecentFiles } from './recentFiles.ts';
import type { SettingsFile } from './settingsFile.ts';

/** What each host does in its own way. */
export type HostShell = Omit<Handlers<Contract>['shell'], 'fileManager' | 'offerInFileManager'>;

export interface PageServerOptions {
  readonly kind: SystemInfo['host'];
  readonly grants: Grants;
  readonly recent: RecentFiles;
  readonly settings: SettingsFile;
  readonly shell: HostShell;
  readonly fileManager: FileManagerMenu;
  readonly spawnEngine: () => ChildTransport;
  readonly offerDownload: (name: string) => Promise<{ path: string; download: string }>;
  readonly onFault?: RpcServerOptions['onFault'];
  /** A page has connected and hears events. */
  readonly onPage?: () => void;
  /** Hears what happens, for hosts that ask before they close and speak the user's language. */
  readonly watch?: {
    changed(state: PictureState): void;
    closed(document: DocumentId): void;
    worked(job: Job): void;
    queued(summary: QueueSummary): void;
    settings(settings: Settings): void;
  };
}

/** What a host hands to its windows: the contract, and the engine behind it. */
export interface PageServer {
  readonly pages: RpcServer<Contract>;
  readonly engine: EngineLink;
  /** Opens a picture as a page would. */
  readonly open: Handlers<Contract>['picture']['open'];
}

/** Serves the whole contract to windows: the host's own part here, the rest in the engine process. */
export function createPageServer(options: PageServerOptions): PageServer {
  const { grants, recent, settings, shell, fileManager } = options;
  const engine = new EngineLink({
    spawn: options.spawnEngine,
    settings: () => settings.read(),
    host: {
      resolve: async ({ grant, kind }) => ({ path: grants.resolve(grant, kind) }),
      issue: async ({ path }) => ({ grant: grants.issue(path) }),
      offerDownload: ({ name }) => options.offerDownload(basename(name)),
    },
    onState: (state) => pages.announce('system', 'engineChanged', state),
    onEvent: (service, event, payload) => {
      pages.announceAny(service, event, payload);
      if (options.watch !== undefined) tellWatcher(options.watch, service, event, payload);
    },
  });
  const passed = forwardTo(contract, () => engine);
  // The preset is saved, whatever becomes of the menu.
  const follow = async <T extends { names: string[] }>(presets: T): Promise<T> => {
    await fileManager.follow(presets.names).catch((error) => options.onFault?.('fileManager', toAppError(error)));
    return presets;
  };
  const handlers: Handlers<Contract> = {
    ...passed,
    shell: {
      ...shell,
      fileManager: async () => ({ offered: await fileManager.isOffered() }),
      async offerInFileManager({ offered }, signal) {
        const kept = offered ? [] : await fileManager.withdraw();
        if (offered) await fileManager.offer((await passed.recipe.presets({}, signal)).names);
        return { offered: await fileManager.isOffered(), kept: [...kept] };
      },
    },
    recipe: {
      ...passed.recipe,
      save: async (input, signal) => follow(await passed.recipe.save(input, signal)),
      remove: async (input, signal) => follow(await passed.recipe.remove(input, signal)),
    },
    picture: {
      ...passed.picture,
      async open(input, signal) {
        const state = await passed.picture.open(input, signal);
        await recent.add(grants.resolve(input.grant, 'file'));
        return state;
      },
    },
    system: {
      ...passed.system,
      async info(input, signal) {
        return { ...(await passed.system.info(input, signal)), host: options.kind, platform: process.platform };
      },
      engine: async () => engine.state,
      settings: () => settings.read(),
      async changeSettings(changes) {
        const next = await settings.change(changes);
        pages.announce('system', 'settingsChanged', next);
        options.watch?.settings(next);
        await engine.call('engine', 'configure', next);
        return next;
      },
    },
  };
  const pages: RpcServer<Contract> = createServer(contract, handlers, {
    ...(options.onFault === undefined ? {} : { onFault: options.onFault }),
    ...(options.onPage === undefined ? {} : { onGreeted: options.onPage }),
  });
  return { pages, engine, open: handlers.picture.open };
}

function tellWatcher(
  watch: NonNullable<PageServerOptions['watch']>,
  service: string,
  event: string,
  payload: unknown,
): void {
  // The engine's client has checked the payload against the contract.
  if (service === 'picture' && event === 'changed') watch.changed(payload as PictureState);
  if (service === 'picture' && event === 'closed') watch.closed((payload as { document: DocumentId }).document);
  if (service === 'work' && event === 'progress') watch.worked(payload as Job);
  if (service === 'queue' && event === 'changed') watch.queued((payload as QueueChange).summary);
}
