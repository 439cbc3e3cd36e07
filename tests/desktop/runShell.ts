import { spawn } from 'node:child_process';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const loaders = ['--import', 'tsx', '--import', './tests/support/electron/register.mjs'];

/** Runs the built shell in plain Node: Electron itself is a stand-in, the engine and the networks are real. */
export async function runShell(
  driver: string,
  ...args: string[]
): Promise<{ out: string; said: string; code: number; data: string }> {
  const data = await temporaryFolder();
  const child = spawn(process.execPath, [...loaders, `tests/support/electron/${driver}`, ...args], {
    env: {
      ...process.env,
      PATINA_SCRATCH: await temporaryFolder(),
      PATINA_CACHE: await temporaryFolder(),
      PATINA_DATA: data,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let said = '';
  child.stdout.on('data', (text) => (out += String(text)));
  child.stderr.on('data', (text) => (said += String(text)));
  const code = await new Promise<number>((resolve) => child.once('close', (status) => resolve(status ?? -1)));
  return { out, said, code, data };
}
