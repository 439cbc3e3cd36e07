/** Real inference processes on tiny networks, for tests. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceClient, type InferenceClientOptions } from '../../src/engine/inference/inferenceClient.ts';
import type { PackFile, RestorationManifest } from '../../src/engine/inference/manifest.ts';
import type { GraphFile } from '../../src/engine/inference/modelPacks.ts';
import type { TiledGraph } from '../../src/engine/inference/smallerTiles.ts';
import { forkSpawner } from '../../src/host/forkSpawner.ts';
import { restorationTasks } from '../../src/shared/model/operation.ts';
import type { ChildTransport } from '../../src/shared/rpc/transport.ts';

/** Graphs written to a folder of their own; `file` serves any graph by its name, whatever the model's id. */
export interface TinyGraphs {
  readonly folder: string;
  file(name: { readonly model: string; readonly graph: string }): GraphFile;
  remove(): void;
}

/** Writes each model as `<name>.onnx`; where there is a `<name>Half` too, it is what the graph is in half precision. */
export function tinyGraphs(
  models: Readonly<Record<string, Uint8Array>>,
  tiled: Readonly<Record<string, TiledGraph>> = {},
): TinyGraphs {
  const folder = mkdtempSync(join(tmpdir(), 'patina-graphs-'));
  for (const [name, bytes] of Object.entries(models)) writeFileSync(join(folder, `${name}.onnx`), bytes);
  return {
    folder,
    file: ({ model, graph }) => {
      const bytes = models[graph];
      if (bytes === undefined) throw new Error(`The test has no graph '${graph}'`);
      const at = (name: string, content: Uint8Array) => {
        const path = `${name}.onnx`;
        return { ...describeFile(path, content), path: join(folder, path) };
      };
      const half = models[`${graph}Half`];
      return {
        ...at(graph, bytes),
        model,
        graph,
        onlyCpu: false,
        half: half === undefined ? null : at(`${graph}Half`, half),
        tiled: tiled[graph] ?? null,
      };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A manifest's entry for these bytes. */
export function describeFile(path: string, bytes: Uint8Array): PackFile {
  return { path, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.byteLength };
}

export interface PackFiles {
  readonly guide: Uint8Array;
  readonly tile: Uint8Array;
  readonly golden?: Uint8Array;
}

/** Writes a restoration pack into `<folder>/<id>`; `change` alters the manifest before it is written. */
export function writeTinyPack(
  folder: string,
  id: string,
  files: PackFiles,
  change: (manifest: RestorationManifest) => unknown = (manifest) => manifest,
): string {
  const pack = join(folder, id);
  mkdirSync(pack, { recursive: true });
  const contents = { guide: files.guide, tile: files.tile, golden: files.golden ?? new Uint8Array([1]) };
  for (const [name, bytes] of Object.entries(contents)) writeFileSync(join(pack, `${name}.bin`), bytes);
  const manifest: RestorationManifest = {
    schema: 1,
    kind: 'restoration',
    id,
    version: '1.0.0',
    title: 'Tiny',
    files: {
      guide: describeFile('guide.bin', contents.guide),
      tile: describeFile('tile.bin', contents.tile),
      golden: describeFile('golden.bin', contents.golden),
    },
    tasks: [...restorationTasks],
    embeddingSize: 256,
    stateSize: 4,
    thumbnailSize: 96,
    alignment: 8,
    halo: 16,
    tileSize: 512,
    valueRange: [0, 1],
    licence: 'MIT',
    trainingData: 'none',
    training: { command: 'none', crops: 0, hours: 0, hardware: 'none' },
    measured: { 'CBSD68 sigma 25': 28.5 },
    weaknesses: [],
  };
  writeFileSync(join(pack, 'manifest.json'), JSON.stringify(change(manifest)));
  return pack;
}

/** A client with real child processes; `children` lists every process that was started, the last one last. */
export function startTestClient(
  packs: InferenceClientOptions['packs'],
  options: Partial<Omit<InferenceClientOptions, 'packs'>> & {
    /** Sees every message from a process before the client does. */
    readonly onMessage?: (message: { readonly type?: string; readonly id?: number }, child: ChildTransport) => void;
  } = {},
): { client: InferenceClient; children: ChildTransport[] } {
  const { onMessage, ...rest } = options;
  const spawner = forkSpawner(new URL('../../src/host/forkSpawner.ts', import.meta.url).href);
  const children: ChildTransport[] = [];
  const start = () => {
    const child = spawner.spawn('inferenceProcess');
    if (onMessage !== undefined)
      child.onMessage((message) => onMessage(message as { type?: string; id?: number }, child));
    children.push(child);
    return child;
  };
  return { client: new InferenceClient({ threads: 1, start, ...rest, packs }), children };
}

/** True while a process of this id runs. */
export function isAlive(processId: number | undefined): boolean {
  if (processId === undefined) return false;
  try {
    return process.kill(processId, 0);
  } catch {
    return false;
  }
}

/** Waits until `condition` holds, at most two minutes. */
export async function eventually(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 120_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error('Waited for two minutes in vain');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
