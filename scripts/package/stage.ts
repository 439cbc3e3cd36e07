/** Lays out everything that goes into an installer, beside the Electron that is to run it. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { needsOf } from './bundledPackages.ts';
import { licencesOf, licencesText } from './licences.ts';
import { packagesFor, readLock } from './lockedPackages.ts';
import { missingPackages, packedFiles } from './packedFiles.ts';
import { type TargetName, targets } from './targets.ts';

const processes = ['processes/engineProcess.js', 'processes/inferenceProcess.js', 'processes/networkThread.js'];
const shell = ['main/index.js'];

/** What was laid out, in folders that electron-builder takes over as they are. */
export interface Stage {
  /** Goes into the archive: the shell, its preload, the page. */
  readonly archive: string;
  /** Goes beside the archive, because it is loaded by processes of their own: engine, native modules, models. */
  readonly outside: string;
  readonly licences: string;
}

/**
 * Stages the built program for a target below `folder`. Throws one sentence where the program is not built, a package for
 * the target is not installed, or a licence is not known.
 */
export async function stageProgram(name: TargetName, folder: string, project = '.'): Promise<Stage> {
  const target = targets[name];
  const out = join(project, 'out');
  const shellNeeds = await needsOf(out, shell);
  const engineNeeds = await needsOf(out, processes);
  if (shellNeeds.packages.length > 0) {
    throw new Error(`The archive holds no packages, but the shell imports ${shellNeeds.packages.join(', ')}.`);
  }
  const packages = packagesFor(engineNeeds.packages, target, readLock(join(project, 'package-lock.json')));
  const missing = missingPackages(packages, project);
  if (missing !== null) throw new Error(missing);

  rmSync(folder, { recursive: true, force: true });
  const stage: Stage = {
    archive: join(folder, 'archive'),
    outside: join(folder, 'outside'),
    licences: join(folder, 'licences.txt'),
  };
  const page = filesBelow(join(out, 'renderer')).map((file) => join('renderer', file));
  for (const file of [...shellNeeds.files, 'preload/index.cjs', ...page]) {
    if (!file.endsWith('.map')) copy(join(out, file), join(stage.archive, 'out', file));
  }
  for (const file of engineNeeds.files) copy(join(out, file), join(stage.outside, 'out', file));
  for (const file of filesBelow(join(project, 'resources'))) {
    copy(join(project, 'resources', file), join(stage.outside, 'resources', file));
  }
  for (const packed of packages) {
    for (const file of packedFiles(packed, target, project)) {
      copy(join(project, packed.folder, file), join(stage.outside, packed.folder, file));
    }
  }
  writeManifests(stage, project);
  writeFileSync(stage.licences, licencesText(licencesOf(packages, project)));
  return stage;
}

/** Bytes of all files of a folder, and how many they are. */
export function sizeOf(folder: string): { bytes: number; files: number } {
  const files = filesBelow(folder);
  return { bytes: files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0), files: files.length };
}

export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(join(folder, file)).isFile())
    .sort();
}

/** The archive is the program; what lies outside only has to say that its modules are modules. */
function writeManifests({ archive, outside }: Stage, project: string): void {
  const { name, version, description, license, type, main } = JSON.parse(
    readFileSync(join(project, 'package.json'), 'utf8'),
  ) as Record<string, string>;
  const manifest = { name, productName: 'Patina', version, description, license, type, main };
  writeFileSync(join(archive, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  writeFileSync(join(outside, 'package.json'), `${JSON.stringify({ name, version, type }, null, 2)}\n`);
}

function copy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
}
