import { homedir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where Patina reads and keeps things; every path is absolute, none need exist yet. */
export interface AppPaths {
  /** Folders of model packs; where a pack is in several, the first one counts. */
  readonly models: readonly string[];
  /** What came with Patina: models, the sample photo. */
  readonly resources: string;
  /** Preferences and what else belongs to the user. */
  readonly data: string;
  /** Things that can be made again. */
  readonly cache: string;
  /** The file with what is known about graphics cards. */
  readonly devices: string;
  /** Files that live as long as one job. */
  readonly scratch: string;
}

/**
 * `PATINA_MODELS` (a list like PATH) replaces the model folders, `PATINA_SCRATCH` the scratch folder, `PATINA_DATA` the
 * data folder, `PATINA_CACHE` the cache.
 */
export function appPaths(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): AppPaths {
  const { data, cache: usualCache } = platformFolders(environment, platform, home);
  const asked = (environment['PATINA_MODELS'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const scratch = environment['PATINA_SCRATCH'] ?? '';
  const ownData = environment['PATINA_DATA'] ?? '';
  const ownCache = environment['PATINA_CACHE'] ?? '';
  const cache = ownCache === '' ? usualCache : resolve(ownCache);
  return {
    models: asked.length > 0 ? asked.map((folder) => resolve(folder)) : [shippedModels(), join(data, 'models')],
    resources: shippedResources(),
    data: ownData === '' ? data : resolve(ownData),
    cache,
    devices: join(cache, 'devices.json'),
    // Beside the cache, not in the system's temporary folder: that one is often held in memory.
    scratch: scratch === '' ? join(cache, 'scratch') : resolve(scratch),
  };
}

/** `resources` of the package: two folders above this module, in the sources as in the built code. */
function shippedResources(): string {
  return fileURLToPath(new URL('../../resources', import.meta.url));
}

function shippedModels(): string {
  return join(shippedResources(), 'models');
}

/** Folders of the desktop for all programs of a user (XDG Base Directory Specification). */
export function desktopFolders(
  environment: Readonly<Record<string, string | undefined>>,
  home: string,
): { readonly data: string; readonly cache: string; readonly config: string } {
  return {
    data: environment['XDG_DATA_HOME'] || join(home, '.local', 'share'),
    cache: environment['XDG_CACHE_HOME'] || join(home, '.cache'),
    config: environment['XDG_CONFIG_HOME'] || join(home, '.config'),
  };
}

function platformFolders(
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  home: string,
): { data: string; cache: string } {
  if (platform === 'win32') {
    const local = join(environment['LOCALAPPDATA'] || join(home, 'AppData', 'Local'), 'Patina');
    return { data: local, cache: join(local, 'Cache') };
  }
  if (platform === 'darwin') {
    const library = join(home, 'Library');
    return { data: join(library, 'Application Support', 'Patina'), cache: join(library, 'Caches', 'Patina') };
  }
  const { data, cache } = desktopFolders(environment, home);
  return { data: join(data, 'patina'), cache: join(cache, 'patina') };
}
