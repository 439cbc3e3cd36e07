/** Finds Electron's binary and says what it needs to run here; nothing is downloaded or started. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

const binaryNames: Readonly<Record<string, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};

/** Folder of the package `electron`; asking the package itself for its binary would start a download. */
export function electronPackage(): string {
  return join(createRequire(import.meta.url).resolve('electron/package.json'), '..');
}

/**
 * Path of Electron's binary where it is really there, else null: in `ELECTRON_OVERRIDE_DIST_PATH` where that is set, else
 * where the package puts what it downloads.
 */
export function electronBinary(
  environment: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
): string | null {
  const given = environment['ELECTRON_OVERRIDE_DIST_PATH'] ?? '';
  const folder = given === '' ? join(electronPackage(), 'dist') : given;
  const binary = join(folder, binaryNames[platform] ?? 'electron');
  return existsSync(binary) ? binary : null;
}

/** True where Electron's binary could be downloaded, from its usual place or the mirror that is set. */
export async function canDownloadElectron(environment: Environment = process.env): Promise<boolean> {
  const from = environment['ELECTRON_MIRROR'] ?? environment['npm_config_electron_mirror'] ?? 'https://github.com';
  return fetch(from, { method: 'HEAD', signal: AbortSignal.timeout(4000) }).then(
    (answer) => answer.status < 500,
    () => false,
  );
}

/** Flags without which Electron does not start for this user: Chromium has no sandbox for root. */
export function electronFlags(userId: number | undefined = process.getuid?.()): readonly string[] {
  return userId === 0 ? ['--no-sandbox'] : [];
}

/** A binary that can open a window here, or one sentence that says what is missing. */
export type UsableElectron =
  | { readonly binary: string; readonly missing: null }
  | { readonly binary: null; readonly missing: string };

/** Electron as tests need it: with a display, which Linux has only in a desktop session or by `xvfb-run`. */
export function usableElectron(
  environment: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
): UsableElectron {
  const binary = electronBinary(environment, platform);
  if (binary === null) {
    const missing =
      'Electron was not found. Download it with npx install-electron, or set ELECTRON_OVERRIDE_DIST_PATH.';
    return { binary, missing };
  }
  const displays = [environment['DISPLAY'], environment['WAYLAND_DISPLAY']];
  if (platform === 'linux' && displays.every((display) => (display ?? '') === '')) {
    return { binary: null, missing: 'Electron was found, but no display to show a window on. Run xvfb-run npm test.' };
  }
  return { binary, missing: null };
}
