import { dirname, join } from 'node:path';
import { app } from 'electron';
import type { EngineLink } from '../../host/engineLink.ts';
import type { FileManagerMenu } from '../../host/integration/fileManagerMenu.ts';

/** How file managers start this copy of the program: the file of an AppImage, the launcher on Linux, else the program. */
export function ownCommand(): readonly string[] {
  if (!app.isPackaged) return [process.execPath, app.getAppPath()];
  if (process.platform !== 'linux') return [process.execPath];
  return [process.env['APPIMAGE'] || join(dirname(process.execPath), 'patina')];
}

/** Entries that call a copy which was moved or replaced call this one from now on. */
export async function keepInFileManager(menu: FileManagerMenu, engine: EngineLink): Promise<void> {
  if (!app.isPackaged || !(await menu.callsAnother())) return;
  const { names } = await (await engine.client()).services.recipe.presets({});
  await menu.follow(names);
}
