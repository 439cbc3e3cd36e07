/**
 * `npm start`: builds what is missing or old, then opens the desktop editor, or where Electron's binary is not to be had
 * the same editor in a browser, with the sample photo at hand.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { sourceFiles } from './sourceFiles.ts';

const builtFile = 'out/renderer/index.html';

/** True where a source file is newer than the build, or there is no build. */
function isStale(): boolean {
  if (!existsSync(builtFile)) return true;
  const built = statSync(builtFile).mtimeMs;
  return [...sourceFiles('src'), 'package.json'].some((file) => statSync(file).mtimeMs > built);
}

/** Path of Electron's binary where it was downloaded; asking the package itself would start the download. */
function electronBinary(): string | null {
  const given = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  const names: Record<string, string> = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };
  const name = names[process.platform] ?? 'electron';
  if (given !== undefined && existsSync(join(given, name))) return join(given, name);
  const folder = join(createRequire(import.meta.url).resolve('electron/package.json'), '..');
  const pathFile = join(folder, 'path.txt');
  const binary = join(folder, 'dist', existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : name);
  return existsSync(binary) ? binary : null;
}

/** Tries Electron's own download; quiet, because there is another way, and not at all without a network. */
async function downloadElectron(): Promise<void> {
  const from = process.env['ELECTRON_MIRROR'] ?? process.env['npm_config_electron_mirror'] ?? 'https://github.com';
  const isReachable = await fetch(from, { method: 'HEAD', signal: AbortSignal.timeout(4000) }).then(
    (answer) => answer.status < 500,
    () => false,
  );
  if (!isReachable) return;
  const installer = join(createRequire(import.meta.url).resolve('electron/package.json'), '..', 'install.js');
  if (existsSync(installer)) await run(process.execPath, [installer], 'ignore');
}

function run(command: string, args: readonly string[], stdio: 'inherit' | 'ignore' = 'inherit'): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio });
    const pass = (signal: NodeJS.Signals) => child.kill(signal);
    process.once('SIGINT', pass);
    process.once('SIGTERM', pass);
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 0));
  });
}

if (isStale()) {
  console.error('Building Patina …');
  const code = await run(process.execPath, ['--import', 'tsx', 'scripts/build.ts']);
  if (code !== 0) process.exit(code);
}
const files = process.argv.slice(2);
if (electronBinary() === null && process.env['PATINA_HOST'] !== 'browser') await downloadElectron();
const electron = process.env['PATINA_HOST'] === 'browser' ? null : electronBinary();
if (electron === null) {
  console.error('Electron’s binary is not here and cannot be downloaded: opening the same editor in a browser.');
  process.exitCode = await run(process.execPath, [
    'out/cli/index.js',
    'serve',
    '--open',
    ...(files.length > 0 ? files : ['resources/sample']),
  ]);
} else {
  process.exitCode = await run(electron, ['.', ...files]);
}
