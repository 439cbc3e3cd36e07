import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/** One line of `patina restore --json`. */
interface Line {
  readonly input: string;
  readonly output?: string;
  readonly error?: { readonly code: string; readonly message: string };
}

/**
 * Restores files through the built command line, as a user would, and returns where the result of each input lies. A
 * photo that was not touched, because too much was found wrong with it, is its own result.
 */
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
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
  });
  child.stderr.resume();
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  const results = new Map<string, string>();
  for (const line of printed.trim().split('\n')) {
    const { input, output, error } = JSON.parse(line) as Line;
    if (error !== undefined && error.code !== 'declined') throw new Error(`patina restore: ${error.message}`);
    results.set(input, output ?? input);
  }
  if (results.size !== inputs.length) {
    throw new Error(
      `Expected ${inputs.length} results in ${join(folder)} but received ${results.size}; patina restore ended with ${code}.`,
    );
  }
  return results;
}
