import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { IntegrationPlaces } from './integration.ts';

/** The program of the installed application, or null where there is none. `APPIMAGE` names one that runs from a file. */
export async function installedApplication(
  places: Pick<IntegrationPlaces, 'platform' | 'home' | 'environment'>,
): Promise<string | null> {
  for (const path of candidates(places)) {
    const found = await stat(path).catch(() => null);
    if (found?.isFile() === true) return path;
  }
  return null;
}

function candidates({
  platform,
  home,
  environment,
}: Pick<IntegrationPlaces, 'platform' | 'home' | 'environment'>): string[] {
  if (platform === 'win32') {
    const local = environment['LOCALAPPDATA'] || join(home, 'AppData', 'Local');
    return [join(local, 'Programs', 'Patina', 'Patina.exe')];
  }
  if (platform === 'darwin') {
    return [home, '/'].map((root) => join(root, 'Applications', 'Patina.app', 'Contents', 'MacOS', 'Patina'));
  }
  const image = environment['APPIMAGE'] ?? '';
  return [...(image === '' ? [] : [image]), '/opt/Patina/patina'];
}
