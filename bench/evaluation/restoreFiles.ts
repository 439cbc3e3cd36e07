import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join, parse } from 'node:path';

/** Restores files through the built command line, as a user would, and returns where each result lies. */
export async function restoreFiles(
  inputs: readonly string[],
  instruction: string | null,
  folder: string,
  model: string,
): Promise<Map<string, string>> {
  await mkdir(folder, { recursive: true });
  const words = instruction === null ? [] : ['-i', instruction];
  const args = [
    'out/cli/index.js',
    'restore',
    ...inputs,
    ...words,
    '--out-dir',
    folder,
    '--format',
    'png',
    '--json',
    '--model',
    model,
  ];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  if (code !== 0) throw new Error(`patina restore ended with ${code}: ${said.trim().split('\n').at(-1) ?? ''}`);
  const results = new Map<string, string>();
  for (const line of printed.trim().split('\n')) {
    const { input, output } = JSON.parse(line) as { input: string; output: string };
    results.set(parse(input).name, output);
  }
  if (results.size !== inputs.length) {
    throw new Error(`Expected ${inputs.length} results in ${join(folder)} but received ${results.size}.`);
  }
  return results;
}
