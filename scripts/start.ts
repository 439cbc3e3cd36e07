/**
 * `npm start`: builds what is missing or old, then opens the desktop editor, or where Electron's binary is not to be had
 * the same editor in a browser, with the sample photo at hand.
 */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { canDownloadElectron, electronBinary, electronFlags, electronPackage } from './findElectron.ts';

/** Written last by a build. */
const builtFile = 'out/renderer/index.html';
const buildsFrom = ['package.json', 'electron.vite.config.ts', 'vite.renderer.config.ts', 'scripts/build.ts'];

/** True where a source file is newer than the build, or there is no build. */
function isStale(): boolean {
  if (!existsSync(builtFile)) return true;
  const built = statSync(builtFile).mtimeMs;
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).map((name) => join('src', name));
  return [...sources, ...buildsFrom].some((file) => statSync(file).mtimeMs > built);
}

/** Tries Electron's own download; quiet, because there is another way, and not at all without a network. */
async function downloadElectron(): Promise<void> {
  if (!(await canDownloadElectron())) return;
  const installer = join(electronPackage(), 'install.js');
  if (existsSync(installer)) await run(process.execPath, [installer], 'ignore');
}

/** Runs a program to its end, which it is told to come to when this one is. */
function run(command: string, args: readonly string[], stdio: 'inherit' | 'ignore' = 'inherit'): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio });
    const pass = (signal: NodeJS.Signals) => child.kill(signal);
    process.on('SIGINT', pass);
    process.on('SIGTERM', pass);
    const ended = (code: number): void => {
      process.off('SIGINT', pass);
      process.off('SIGTERM', pass);
      resolve(code);
    };
    child.once('error', () => ended(1));
    child.once('exit', (code) => ended(code ?? 130));
  });
}

/** The editor in a browser, by the built command line in this process: Ctrl-C then has one process to end. */
async function serve(files: readonly string[]): Promise<void> {
  const cli = join(process.cwd(), 'out/cli/index.js');
  process.argv = [process.execPath, cli, 'serve', '--open', ...(files.length > 0 ? files : ['--sample'])];
  await import(pathToFileURL(cli).href);
}

if (isStale()) {
  console.error('Building Patina …');
  const code = await run(process.execPath, ['--import', 'tsx', 'scripts/build.ts']);
  if (code !== 0) process.exit(code);
}
const files = process.argv.slice(2);
const isBrowserAsked = process.env['PATINA_HOST'] === 'browser';
if (!isBrowserAsked && electronBinary() === null) await downloadElectron();
const electron = isBrowserAsked ? null : electronBinary();
if (electron !== null) {
  process.exitCode = await run(electron, [...electronFlags(), '.', ...files]);
} else {
  if (!isBrowserAsked) {
    console.error('Electron’s binary is not here and cannot be downloaded: opening the same editor in a browser.');
  }
  await serve(files);
}
