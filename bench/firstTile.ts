import { spawn } from 'node:child_process';
import { denoising } from './photos.ts';

/** Seconds from the start of the built command line to its first finished tile; the command is then interrupted. */
export async function firstTileSeconds(input: string, output: string, model: string): Promise<number> {
  const started = performance.now();
  const child = spawn(process.execPath, ['out/cli/index.js', ...denoising(input, output, model)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let first: number | null = null;
  let said = '';
  child.stderr.on('data', (text: Buffer) => {
    said += text.toString();
    if (first !== null || !/tile [1-9]\d* of/.test(said)) return;
    first = performance.now() - started;
    child.kill('SIGINT');
  });
  await new Promise((resolve) => child.once('close', resolve));
  if (first === null) throw new Error(`No tile was finished: ${said}`);
  return first / 1000;
}
