/** Reads from the built files which packages they were made of and which they still need beside them. */
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, relative } from 'node:path';
import { build } from 'esbuild';
import * as z from 'zod';

const mapSchema = z.object({ sources: z.array(z.string().nullable()) });

/** Names of the packages whose code lies inside the built files, by their source maps. Throws where there is no map. */
export function bundledPackages(folder: string): string[] {
  const maps = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.map'));
  if (maps.length === 0) throw new Error(`${folder} holds no source maps. Run npm run build.`);
  const sources = maps.flatMap((map) => mapSchema.parse(JSON.parse(readFileSync(join(folder, map), 'utf8'))).sources);
  return [...new Set(sources.map((source) => packageOf(source ?? '')).filter((name) => name !== null))].sort();
}

/** What a built module needs to run. */
export interface ModuleNeeds {
  /** The module itself and the modules beside it that it imports, as paths below `folder`. */
  readonly files: readonly string[];
  /** Packages that it imports and does not hold. */
  readonly packages: readonly string[];
}

/** Follows the imports of built modules. @param entries paths below `folder` */
export async function needsOf(folder: string, entries: readonly string[]): Promise<ModuleNeeds> {
  const { metafile } = await build({
    entryPoints: entries.map((entry) => join(folder, entry)),
    bundle: true,
    write: false,
    outdir: folder,
    metafile: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
  const imports = Object.values(metafile.inputs).flatMap((input) => input.imports);
  const named = imports.filter(({ external }) => external === true).map(({ path }) => path);
  const packages = named.filter((path) => !path.startsWith('node:') && !builtinModules.includes(path));
  return {
    files: Object.keys(metafile.inputs).map((file) => relative(folder, file)),
    packages: [...new Set(packages)].filter((name) => name !== 'electron').sort(),
  };
}

/** The package that a source file belongs to; null for our own. */
function packageOf(source: string): string | null {
  const inside = source.split('node_modules/').at(-1);
  if (inside === undefined || inside === source) return null;
  const [first = '', second = ''] = inside.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}
