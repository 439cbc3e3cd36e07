import { spawn } from 'node:child_process';
import { type Memory, treeMemory } from './processMemory.ts';

export interface Timed {
  readonly seconds: number;
  /** Peaks, each at its own time. */
  readonly peak: Memory;
  readonly stdout: string;
}

/**
 * Runs the built command line once: wall seconds and, looked at every so many milliseconds, the peak memory of all its
 * processes. A look takes some ten milliseconds of a core; without a number there is none.
 */
export async function timedCommand(args: readonly string[], sampleEveryMs: number | null): Promise<Timed> {
  const started = performance.now();
  const child = spawn(process.execPath, ['out/cli/index.js', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  let peak: Memory = { own: 0, withFiles: 0 };
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const look = (): void => {
    const { own, withFiles } = treeMemory(child.pid ?? 0);
    peak = { own: Math.max(peak.own, own), withFiles: Math.max(peak.withFiles, withFiles) };
  };
  const sampler = sampleEveryMs === null ? undefined : setInterval(look, sampleEveryMs);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  clearInterval(sampler);
  if (code !== 0) throw new Error(`patina ${args.join(' ')} ended with ${code}: ${stderr}`);
  return { seconds: (performance.now() - started) / 1000, peak, stdout };
}
