/**
 * `npm run package`: lays out what goes into the installers, weighs it, and has electron-builder make them where Electron is
 * to be had. Options: `--target linux-x64|win32-x64|darwin-arm64` (this computer's, if not given), `--stage` (no
 * installers), `--electron FOLDER`, `--update-feed ADDRESS` (where newer versions are announced; none: Patina never asks),
 * `--maintainer "NAME <NAME@HOST>" --homepage ADDRESS` (whom a deb names; none: no deb).
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { verbsFor } from '../src/host/integration/verbs.ts';
import { canDownloadElectron, electronBinary, electronPackage } from './findElectron.ts';
import { assertReachable, type Maker } from './package/configuration.ts';
import { writeIcons } from './package/icons.ts';
import { formatsFor, makeInstallers } from './package/installers.ts';
import { afterInstall, afterRemove } from './package/launcher.ts';
import { judge, weigh } from './package/sizes.ts';
import { stageProgram } from './package/stage.ts';
import { isTargetName, targetNames, targets } from './package/targets.ts';
import { windowsMenuScript } from './package/windowsMenu.ts';

const here = `${process.platform}-${process.arch}`;
const { values } = parseArgs({
  options: {
    target: { type: 'string', default: here },
    stage: { type: 'boolean', default: false },
    electron: { type: 'string' },
    'update-feed': { type: 'string' },
    maintainer: { type: 'string' },
    homepage: { type: 'string' },
  },
});

try {
  process.exitCode = await run();
} catch (thrown) {
  console.error(thrown instanceof Error ? thrown.message : String(thrown));
  process.exitCode = 1;
}

/** Null where nobody is named. Throws one sentence where that is done by half. */
function makerOf(maintainer: string | undefined, homepage: string | undefined): Maker | null {
  if (maintainer === undefined && homepage === undefined) return null;
  const maker = { maintainer: maintainer ?? '', homepage: homepage ?? '' };
  assertReachable(maker);
  return maker;
}

async function run(): Promise<number> {
  const { target } = values;
  if (!isTargetName(target)) throw new Error(`There are installers for ${targetNames.join(', ')}, not for ${target}.`);
  const maker = makerOf(values.maintainer, values.homepage);
  const folder = join('out', 'package', target);
  const staged = await stageProgram(target, folder);
  const parts = {
    icons: join(folder, 'icons'),
    windowsMenu: join(folder, 'menu.nsh'),
    afterInstall: join(folder, 'afterInstall.sh'),
    afterRemove: join(folder, 'afterRemove.sh'),
  };
  await writeIcons(parts.icons);
  // NSIS reads an include as Unicode by its mark alone.
  writeFileSync(parts.windowsMenu, `\ufeff${windowsMenuScript(verbsFor([], 'application'))}`);
  writeFileSync(parts.afterInstall, afterInstall);
  writeFileSync(parts.afterRemove, afterRemove);

  const electron =
    values.electron ?? (target === here && electronBinary() !== null ? join(electronPackage(), 'dist') : null);
  const { lines, faults } = judge(await weigh(staged, electron));
  for (const line of [`Staged in ${folder}:`, ...lines]) console.log(line);
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) return 1;
  if (values.stage) return 0;

  const { version } = JSON.parse(readFileSync(join(electronPackage(), 'package.json'), 'utf8')) as { version: string };
  if (electron === null && !(await canDownloadElectron())) {
    console.error(
      `Electron ${version} for ${target} is not here and cannot be downloaded: staged, but no installer made.`,
    );
    return 1;
  }
  const output = join(folder, 'installers');
  mkdirSync(output, { recursive: true });
  const updateFeed = values['update-feed'] ?? null;
  const { formats } = targets[target];
  if (formatsFor(formats, maker).length < formats.length) {
    console.error('No deb is made: it names who made it. Give --maintainer "NAME <NAME@HOST>" and --homepage ADDRESS.');
  }
  const files = await makeInstallers(target, {
    stage: staged,
    parts,
    output,
    electron,
    electronVersion: version,
    updateFeed,
    maker,
  });
  for (const file of files) console.log(file);
  return 0;
}
