import { chmod, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AfterPackContext } from 'electron-builder';
import { fuseConfig } from './fuses.ts';
import { launcherScript } from './launcher.ts';

/** electron-builder's hook after Electron was laid out: takes away the program that Electron shows by itself. */
export async function removeDefaultApp({ appOutDir, electronPlatformName }: AfterPackContext): Promise<void> {
  const resources = electronPlatformName === 'darwin' ? 'Electron.app/Contents/Resources' : 'resources';
  await rm(join(appOutDir, resources, 'default_app.asar'), { force: true });
}

/**
 * electron-builder's hook between packing and signing: burns the fuses, then on Linux puts the script that starts Patina in
 * the place of the binary, which is `patina.bin` from then on.
 */
export async function afterPack(context: AfterPackContext): Promise<void> {
  await context.packager.addElectronFuses(context, fuseConfig());
  if (context.electronPlatformName !== 'linux') return;
  const program = join(context.appOutDir, 'patina');
  await rename(program, `${program}.bin`);
  await writeFile(program, launcherScript);
  await chmod(program, 0o755);
}
