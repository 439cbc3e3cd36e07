import { mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../shared/base/errors.ts';
import { sentence } from '../shared/base/sentence.ts';
import { hostContract } from '../shared/contract/hosting.ts';
import { settingsSchema } from '../shared/contract/system.ts';
import { createClient } from '../shared/rpc/client.ts';
import { createServer, type RpcServerOptions } from '../shared/rpc/server.ts';
import { sharedTransport } from '../shared/rpc/sharedTransport.ts';
import type { ChildTransport, Transport } from '../shared/rpc/transport.ts';
import { ResultShelf } from './cache/resultShelf.ts';
import { diagnosePicture, diagnosisModel } from './diagnoseFile.ts';
import type { OpenPictureOptions } from './document/openPicture.ts';
import { PictureStore } from './document/pictureStore.ts';
import type { DeviceMemory } from './inference/chooseDevice.ts';
import { type ModelPacks, openModelPacks } from './inference/modelPacks.ts';
import { restorationGraphs } from './inference/networkTensors.ts';
import { embedStep } from './instruction/embedStep.ts';
import { understand } from './instruction/understand.ts';
import { Jobs } from './jobs/jobs.ts';
import { Queue } from './queue/queue.ts';
import { queuedRestoration } from './queuedRestoration.ts';
import { sentenceEncoder, textEncoderGraph, textModel } from './sentenceEncoding.ts';
import { Announcer } from './services/announcer.ts';
import { engineHandlers, servedContract } from './services/handlers.ts';
import { Networks } from './services/networks.ts';
import { EditFolder } from './sidecar/editFolder.ts';
import { Presets } from './sidecar/presets.ts';
import { sidecarBook } from './sidecar/sidecarBook.ts';

export interface EditorEngineOptions {
  /** Starts an inference process. */
  readonly startInference: () => ChildTransport;
  /** Where it is kept which devices are right; told what of Patina makes old findings worthless. */
  readonly deviceMemory: (edition: string) => Promise<DeviceMemory>;
  readonly modelFolders: readonly string[];
  /** For what does not fit into memory; made where it does not exist. */
  readonly scratchFolder: string;
  /** Edits of photos whose own folder cannot be written, and journals. */
  readonly editFolder: string;
  readonly presetFolder: string;
  /** Photos that wait to be restored, and what was done. */
  readonly queueFolder: string;
  /** What networks computed, kept for the next time. */
  readonly resultFolder: string;
  readonly samplePath: string;
  readonly version: string;
  readonly onFault?: RpcServerOptions['onFault'];
}

const restorationModel = 'instruct';
const draftModel = 'fast';
/** Of the results of all pictures together; what is more is read again from the cache. */
const resultMemoryBytes = 192 * 1024 * 1024;

const bytesOfGigabyte = 1e9;

/** The engine of the editor: open pictures, their edits and their jobs, served to one host over one wire. */
export async function serveEditorEngine(wire: Transport, options: EditorEngineOptions): Promise<void> {
  await mkdir(options.scratchFolder, { recursive: true, mode: 0o700 });
  const packs = await openModelPacks(options.modelFolders);
  const memory = await options.deviceMemory(packs.edition(restorationModel));
  // From here to `connect` nothing waits: the host's greeting must find both ends listening.
  const shared = sharedTransport(wire);
  const host = createClient(hostContract, shared).services.host;
  const networks = new Networks(
    { start: options.startInference, packs, model: restorationModel, memory },
    (client) => sentenceEncoder(packs, client),
    () => void about().then((info) => announcer.device(info)),
  );
  const about = async (signal = new AbortController().signal) => ({
    version: options.version,
    ...(await networks.describe(signal)),
  });
  const shelf = new ResultShelf({
    folder: options.resultFolder,
    fallback: join(options.scratchFolder, 'results'),
    budgetBytes: settingsSchema.parse({}).cacheGigabytes * bytesOfGigabyte,
    memoryBytes: resultMemoryBytes,
  });
  const pictures = new PictureStore({
    scratchFolder: options.scratchFolder,
    shelf,
    model: async () => modelOf(packs),
    edits: sidecarBook(new EditFolder(options.editFolder, [options.scratchFolder, dirname(options.samplePath)])),
  });
  const announcer = new Announcer();
  const jobs = new Jobs({
    tools: {
      // The device may be changed between two tiles: the networks are asked anew each time.
      inference: {
        run: (graph, inputs, signal) => networks.client.run(graph, inputs, signal),
        load: (graph, signal) => networks.client.load(graph, signal),
        device: () => networks.client.device(),
        troubles: () => networks.client.troubles(),
        close: () => networks.client.close(),
      },
      diagnoser: () => packs.diagnosis(diagnosisModel),
      draftModel: installed(() => packs.restoration(draftModel)),
      embed: ({ operation, words }, signal) => embedStep(operation, words, networks.encoder, signal),
    },
    grant: async (path) => (await host.issue({ path })).grant,
    onProgress: (job) => {
      announcer.progress(job);
      const picture = pictures.all().find((each) => each.id === job.document);
      if (picture !== undefined) announcer.keep(picture, jobs.isRestoring(picture.id));
    },
    onExported: (result) => announcer.exported(result),
  });
  pictures.listen({
    changed: (picture) => {
      announcer.changed(picture);
      jobs.changed(picture);
      announcer.keep(picture, jobs.isRestoring(picture.id));
    },
    repaint: (picture, rects) => announcer.repaint(picture, rects),
    closed: (document) => announcer.closed(document),
  });
  const presets = new Presets(options.presetFolder);
  const queue = openedOnce(() =>
    Queue.open({
      ...queuedRestoration({ packs, model: restorationModel, networks, presets, scratchFolder: options.scratchFolder }),
      folder: options.queueFolder,
      offerDownload: (name) => host.offerDownload({ name }),
      onChanged: (change) => announcer.queued(change),
    }),
  );
  const server = createServer(
    servedContract,
    engineHandlers({
      pictures,
      jobs,
      presets,
      queue: () => queue.get(),
      end: () => queue.end(async (opened) => opened.close()),
      host,
      // First what the first sentence and its draft wait for.
      loadAhead: () =>
        networks.loadAhead([textEncoderGraph, ...[draftModel, restorationModel].flatMap(restorationGraphs)]),
      understand: async (text, listening, signal) => (await understand(text, networks.encoder, signal, listening)).plan,
      diagnose: (picture, language, signal) =>
        diagnosePicture(picture, { packs, inference: networks.client }, language, signal),
      samplePath: () => existing(options.samplePath),
      scratchFolder: options.scratchFolder,
      about,
      memoryBytes: () => networks.memoryBytes(),
      configure: async (settings) => {
        await networks.configure(settings);
        // Room that cannot be made now is made with the next result.
        shelf.setBudget(settings.cacheGigabytes * bytesOfGigabyte).catch(() => undefined);
      },
    }),
    options.onFault === undefined ? {} : { onFault: options.onFault },
  );
  announcer.to(server.announce);
  server.connect(shared, () => void networks.client.close());
  // Photos of an earlier run wait to be gone on with. Where that fails, whoever looks at the queue is told why.
  queue.get().catch(() => undefined);
}

/** Opens at the first call, and again after a failure; `end` is for what was opened. */
function openedOnce<Thing>(open: () => Promise<Thing>) {
  let opened: Promise<Thing> | null = null;
  return {
    get(): Promise<Thing> {
      opened ??= open().catch((thrown: unknown) => {
        opened = null;
        throw thrown;
      });
      return opened;
    },
    async end(close: (thing: Thing) => Promise<void>): Promise<void> {
      if (opened !== null) await close(await opened);
    },
  };
}

/** Null where no restoration model is installed: adjustments work all the same. */
function modelOf(packs: ModelPacks): OpenPictureOptions['model'] {
  const facts = installed(() => packs.restoration(restorationModel));
  const words = installed(() => packs.text(textModel));
  if (facts === null) return null;
  const version = JSON.stringify([facts.version, facts.files, words?.files ?? null]);
  const { tile, guide } = facts.files;
  const files = { tile: tile.sha256, guide: guide.sha256 };
  return { facts, version, kept: { id: facts.id, version: facts.version, files } };
}

/** Null where a model is missing or damaged. */
function installed<Found>(find: () => Found): Found | null {
  try {
    return find();
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code.startsWith('model-')) return null;
    throw thrown;
  }
}

async function existing(path: string): Promise<string> {
  const found = await stat(path).catch(() => null);
  if (found?.isFile() === true) return path;
  throw new AppError('input-missing', sentence('said.sampleMissing'));
}
