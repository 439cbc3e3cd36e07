import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError, toAppError } from '../../shared/base/errors.ts';
import { sentence } from '../../shared/base/sentence.ts';
import type { GraphName } from '../ports.ts';
import { type ChecksumState, FileChecksums } from './fileChecksum.ts';
import {
  type DiagnosisManifest,
  type Manifest,
  type PackFile,
  parseManifest,
  type RestorationManifest,
  type TextManifest,
} from './manifest.ts';
import { networkTensors } from './networkTensors.ts';
import type { TiledGraph } from './smallerTiles.ts';

/** A file of a pack as the inference process loads it; `path` is absolute. */
export interface GraphFile extends PackFile {
  readonly model: string;
  readonly graph: string;
  /** Too small a network for anything but the CPU. */
  readonly onlyCpu: boolean;
  /** The same network computed in half precision; null where the pack has none. */
  readonly half: (PackFile & { readonly path: string }) | null;
  /** Null for a network that does not see pictures part by part. */
  readonly tiled: TiledGraph | null;
}

function tiledBy({ alignment, halo }: RestorationManifest): TiledGraph {
  const { image, output } = networkTensors.tile;
  return { image, output, alignment, halo };
}

/** One line of `patina models`. */
export interface PackReport {
  readonly id: string;
  readonly folder: string;
  readonly state: ChecksumState;
  /** One sentence where the pack cannot be used as it is, else null. */
  readonly problem: string | null;
  /** Null where the manifest could not be read. */
  readonly manifest: Manifest | null;
}

interface FoundPack {
  readonly id: string;
  readonly folder: string;
  readonly manifest: Manifest | AppError;
}

/** The model packs that are installed. */
export class ModelPacks {
  readonly #packs: readonly FoundPack[];
  readonly #folders: readonly string[];
  readonly #checksums = new FileChecksums();

  /** Use `openModelPacks`. */
  constructor(folders: readonly string[], packs: readonly FoundPack[]) {
    this.#folders = folders;
    this.#packs = packs;
  }

  /** Throws `model-missing` or, for a faulty manifest, `model-broken`. */
  manifest(id: string): Manifest {
    return this.#find(id).manifest;
  }

  /** The manifest of a pack that restores pictures; throws as `manifest` does. */
  restoration(id: string): RestorationManifest {
    const manifest = this.manifest(id);
    if (manifest.kind === 'restoration') return manifest;
    throw new AppError('usage', `Expected a model that restores pictures but '${id}' is a ${manifest.kind} model.`);
  }

  /** The manifest of a text encoder; throws as `manifest` does. */
  text(id: string): TextManifest {
    const manifest = this.manifest(id);
    if (manifest.kind === 'text') return manifest;
    throw new AppError('usage', `Expected a text model but '${id}' is a ${manifest.kind} model.`);
  }

  /** The manifest of a diagnoser; throws as `manifest` does. */
  diagnosis(id: string): DiagnosisManifest {
    const manifest = this.manifest(id);
    if (manifest.kind === 'diagnosis') return manifest;
    throw new AppError('usage', `Expected a model that diagnoses but '${id}' is a ${manifest.kind} model.`);
  }

  /** The file behind a graph's name, not yet checked; throws `model-missing` or `model-broken`. */
  file(name: GraphName): GraphFile {
    const { folder, manifest } = this.#find(name.model);
    const files: Readonly<Record<string, PackFile | undefined>> = manifest.files;
    const file = Object.hasOwn(files, name.graph) ? files[name.graph] : undefined;
    if (file === undefined) {
      const known = Object.keys(files).join(', ');
      throw new AppError('model-missing', sentence('said.graphMissing', { ...name, known }));
    }
    const isTile = manifest.kind === 'restoration' && name.graph === networkTensors.tile.graph;
    const half = isTile ? manifest.files.tileHalf : undefined;
    return {
      ...file,
      path: join(folder, file.path),
      model: name.model,
      graph: name.graph,
      onlyCpu: manifest.kind !== 'restoration',
      half: half === undefined ? null : { ...half, path: join(folder, half.path) },
      tiled: isTile ? tiledBy(manifest) : null,
    };
  }

  /** The packs that restore pictures and can do so in half precision, by their ids. */
  inHalfPrecision(): readonly string[] {
    return this.#packs.flatMap(({ id, manifest }) =>
      !(manifest instanceof AppError) && manifest.kind === 'restoration' && manifest.files.tileHalf !== undefined
        ? [id]
        : [],
    );
  }

  /** A text that changes when the files of a pack do; the same for every pack that is not there. */
  edition(id: string): string {
    const found = this.#packs.find((pack) => pack.id === id);
    return JSON.stringify(found === undefined || found.manifest instanceof AppError ? null : found.manifest.files);
  }

  /** Checks every file of every pack; rejects only with `cancelled`. */
  async list(signal?: AbortSignal): Promise<readonly PackReport[]> {
    const reports: PackReport[] = [];
    for (const pack of this.#packs) reports.push(await this.#report(pack, signal));
    return reports;
  }

  async #report(pack: FoundPack, signal: AbortSignal | undefined): Promise<PackReport> {
    const { id, folder, manifest } = pack;
    if (manifest instanceof AppError) {
      return { id, folder, state: 'damaged', problem: manifest.message, manifest: null };
    }
    const files: readonly (PackFile | undefined)[] = Object.values(manifest.files);
    for (const file of files) {
      if (file === undefined) continue;
      const state = await this.#checksums.check(join(folder, file.path), file, signal);
      if (state === 'ok') continue;
      const what = state === 'missing' ? 'is missing' : 'is not what its checksum says';
      const problem = `${join(folder, file.path)} ${what}. Reinstall the model pack '${id}'.`;
      return { id, folder, state, problem, manifest };
    }
    const first = this.#packs.find((other) => other.id === id);
    const problem = first === pack ? null : `Not used: '${id}' is also in ${first?.folder}, which comes first.`;
    return { id, folder, state: 'ok', problem, manifest };
  }

  #find(id: string): { folder: string; manifest: Manifest } {
    const pack = this.#packs.find((each) => each.id === id);
    if (pack === undefined) {
      throw new AppError(
        'model-missing',
        sentence('said.modelMissing', { model: id, folders: this.#folders.join(', ') }),
      );
    }
    if (pack.manifest instanceof AppError) throw pack.manifest;
    return { folder: pack.folder, manifest: pack.manifest };
  }
}

/** Finds the packs in `folders`; a folder that does not exist holds none. Where a pack is twice, the first counts. */
export async function openModelPacks(folders: readonly string[]): Promise<ModelPacks> {
  const packs: FoundPack[] = [];
  for (const folder of folders) {
    const entries = await readdir(folder).catch(() => []);
    for (const entry of entries.sort((a, b) => (a < b ? -1 : 1))) {
      const pack = await readPack(join(folder, entry));
      if (pack !== null) packs.push(pack);
    }
  }
  return new ModelPacks(folders, packs);
}

/** Null where the folder holds no manifest. */
async function readPack(folder: string): Promise<FoundPack | null> {
  const file = join(folder, 'manifest.json');
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return null;
  const id = basename(folder);
  try {
    const manifest = parseManifest(text, file);
    if (manifest.id !== id) {
      const said = sentence('said.manifestFaulty', {
        file,
        where: 'id',
        reason: `expected '${id}', its folder's name`,
      });
      return { id, folder, manifest: new AppError('model-broken', said) };
    }
    return { id, folder, manifest };
  } catch (thrown) {
    return { id, folder, manifest: toAppError(thrown) };
  }
}
