import { engineContract } from '../../shared/contract/hosting.ts';
import { contract } from '../../shared/contract/index.ts';
import { protocolVersion } from '../../shared/contract/system.ts';
import { type PackedNode, unpackHistory } from '../../shared/logic/packHistory.ts';
import type { Handlers } from '../../shared/rpc/types.ts';
import { renderTile } from '../document/renderTile.ts';
import { editService } from './editService.ts';
import { exportService } from './exportService.ts';
import { historyService } from './historyService.ts';
import { maskService } from './maskService.ts';
import type { EngineParts } from './parts.ts';
import { pictureService } from './pictureService.ts';
import { queueService } from './queueService.ts';
import { recipeService } from './recipeService.ts';
import { viewService } from './viewService.ts';
import { workService } from './workService.ts';

const { shell: _shell, system, ...services } = contract;
const { info, memory } = system.methods;
/** What the engine answers itself; settings and the state of the engine are its host's. */
export const servedContract = {
  ...services,
  ...engineContract,
  system: { methods: { info, memory }, events: { deviceChanged: system.events.deviceChanged } },
} as const;

/** One handler for every call that the engine answers. */
export function engineHandlers(parts: EngineParts): Handlers<typeof servedContract> {
  const { pictures, jobs } = parts;
  return {
    picture: pictureService(parts),
    edit: editService(parts),
    history: historyService(parts),
    mask: maskService(parts),
    recipe: recipeService(parts),
    instruction: { understand: ({ text, ...listening }, signal) => parts.understand(text, listening, signal) },
    view: viewService(parts),
    work: workService(parts),
    export: exportService(parts),
    queue: queueService(parts),
    system: {
      info: async (_input, signal) => ({
        protocol: protocolVersion,
        host: 'browser',
        platform: process.platform,
        ...(await parts.about(signal)),
      }),
      memory: async () => ({ bytes: parts.memoryBytes() }),
    },
    engine: {
      tile: (address, signal) => renderTile(pictures.get(address.document), address, signal),
      configure: async (settings) => {
        await parts.configure(settings);
        return {};
      },
      end: async () => {
        await parts.end();
        return {};
      },
      restore: async ({ pictures: kept }) => {
        for (const { document, path, name, revision, history, running } of kept) {
          const nodes = history.nodes as PackedNode[];
          const whole = unpackHistory({ ...history, nodes });
          const picture = await pictures.reopen(path, { document, name, revision, history: whole });
          if (running) jobs.restore(picture);
        }
        return {};
      },
    },
  };
}
