import { execFileSync } from 'node:child_process';
import { cp, readdir, truncate } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { photoFile, pixelsOf } from '../support/photoFile.ts';
import { type Running, runPatina, startPatina } from '../support/runPatina.ts';
import { letGoOn, stoppingAt } from '../support/stoppedProcess.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const large = { width: 1500, height: 1000, noise: 15 };

const firstTile = /tile [1-9]\d* of/;

/** A restoration that stands still after its first tile, until it is let go on. */
async function standingAfterOneTile(args: readonly string[]): Promise<Running> {
  const running = startPatina(args, stoppingAt(firstTile));
  while (!firstTile.test(running.said())) {
    if (running.child.exitCode !== null) throw new Error(`Ended before its first tile: ${running.said()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return running;
}

/** Process ids of the inference processes that a command started. */
function inferenceProcesses(parent: number): number[] {
  try {
    return execFileSync('pgrep', ['-P', String(parent)], { encoding: 'utf8' })
      .trim()
      .split('\n')
      .map(Number);
  } catch {
    return [];
  }
}

test('Ctrl-C stops cleanly: exit code 130, no result, no half file, no process left', async () => {
  const input = await photoFile(large);
  const running = await standingAfterOneTile(['restore', input, '-i', 'remove the noise']);
  const children = inferenceProcesses(running.child.pid ?? 0);
  expect(children.length).toBeGreaterThan(0);
  running.child.kill('SIGINT');
  letGoOn(running.child);
  const { code, stderr } = await running.finished;
  expect(code).toBe(130);
  expect(stderr).toContain('Cancelled');
  expect(await readdir(dirname(input))).toEqual(['photo.png']);
  for (const id of children) expect(() => process.kill(id, 0)).toThrow();
});

test('an inference process killed in mid-run costs nothing but time', async () => {
  const input = await photoFile(large);
  const args = ['restore', input, '-i', 'remove the noise'];
  const undisturbed = await runPatina(args);
  const running = await standingAfterOneTile(args);
  const children = inferenceProcesses(running.child.pid ?? 0);
  expect(children.length).toBeGreaterThan(0);
  for (const id of children) process.kill(id, 'SIGKILL');
  letGoOn(running.child);
  const { code, stdout } = await running.finished;
  expect(code).toBe(0);
  expect((await pixelsOf(stdout.trim())).data).toEqual((await pixelsOf(undisturbed.stdout.trim())).data);
});

test('a damaged model is one clear error with exit code 5, and models says so', async () => {
  const folder = join(await temporaryFolder(), 'models');
  await cp('resources/models', folder, { recursive: true });
  await truncate(join(folder, 'instruct', 'tile.onnx'), 1000);
  const environment = { PATINA_MODELS: folder };
  const input = await photoFile();
  const restored = await runPatina(['restore', input, '-i', 'remove the noise'], environment);
  expect(restored.code).toBe(5);
  expect(restored.stderr).toContain('tile.onnx');
  expect(restored.stderr).toMatch(/[Rr]einstall/);
  expect(await readdir(dirname(input))).toEqual(['photo.png']);
  const models = await runPatina(['models'], environment);
  expect(models.stdout).toMatch(/instruct .* checksum damaged/);
  expect(models.code).toBe(5);
});

test('models and doctor answer in JSON', async () => {
  const models = await runPatina(['models', '--json']);
  const listed = models.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string; state: string });
  expect(listed).toMatchObject([
    { id: 'diagnose', state: 'ok' },
    { id: 'fast', state: 'ok' },
    { id: 'instruct', state: 'ok' },
    { id: 'text', state: 'ok' },
  ]);
  const doctor = await runPatina(['doctor', '--json']);
  expect(JSON.parse(doctor.stdout)).toMatchObject({ device: 'cpu', node: process.versions.node });
});
