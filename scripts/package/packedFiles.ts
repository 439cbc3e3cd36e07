/** Which files of an npm package are needed to run it on one kind of computer. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { LockedPackage } from './lockedPackages.ts';
import type { Target } from './targets.ts';

/** Code, data and libraries; declarations, maps, sources in C++ and documents stay behind. */
const neededAtRunTime = /(\.(js|cjs|mjs|json|node|dll|dylib)|\.so[.\d]*)$/;

type IsLeftOut = (file: string, target: Target) => boolean;

/** What packages hold for other computers, or for their own installation. Paths are below the package, with `/`. */
const leftOut: Readonly<Record<string, IsLeftOut>> = {
  'onnxruntime-node': (file, { platform, arch }) =>
    file.startsWith('script/') ||
    (file.startsWith('bin/') && !file.startsWith(`bin/napi-v6/${platform}/${arch}/`)) ||
    // The same library a second time, under its full version: the binding asks for the short name.
    /\.\d+\.\d+\.\d+\.dylib$/.test(file),
  sharp: (file) => file.startsWith('install/') || file.startsWith('src/'),
};

/** Files of a package to pack, below its folder. */
export function packedFiles({ name, folder }: LockedPackage, target: Target, project = '.'): string[] {
  const root = join(project, folder);
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !file.includes('node_modules/') && neededAtRunTime.test(file))
    .filter((file) => leftOut[name]?.(file, target) !== true)
    .filter((file) => statSync(join(root, file)).isFile())
    .sort();
}

/**
 * One sentence about packages with the target's binaries that are not installed, because npm installs those of this
 * computer alone; null where all are there.
 */
export function missingPackages(packages: readonly LockedPackage[], project = '.'): string | null {
  const missing = packages.filter(({ folder }) => !existsSync(join(project, folder, 'package.json')));
  if (missing.length === 0) return null;
  const names = missing.map(({ name, version }) => `${name}@${version}`).join(' ');
  return `Not installed here: ${names}. Get it with: npm install --no-save --force --ignore-scripts ${names}`;
}
