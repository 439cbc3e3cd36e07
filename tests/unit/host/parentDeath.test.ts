import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { eventually, isAlive, type TinyGraphs, tinyGraphs } from '../../support/inferenceHarness.ts';
import { slowModel } from '../../support/tinyModels.ts';

const parentFile = join(import.meta.dirname, '../../support/inferenceParent.ts');
const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

/** Starts a parent process with an inference process that runs for ever; resolves with the latter's id. */
async function startParent(file: string): Promise<{ parent: ChildProcess; childId: number }> {
  const parent = spawn(process.execPath, ['--import', loader, parentFile, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(parent.stdout.setEncoding('utf8'), 'data')) as [string];
  return { parent, childId: Number(line) };
}

describe('an inference process whose parent ends', () => {
  let graphs: TinyGraphs | undefined;
  afterEach(() => graphs?.remove());

  it.each([
    ['is killed outright', 'SIGKILL'],
    ['ends by itself', 'SIGTERM'],
  ] as const)('ends too, in the middle of a run, when the parent %s', async (_how, signal) => {
    graphs = tinyGraphs({ slow: slowModel() });
    const { parent, childId } = await startParent(graphs.file({ model: 'tiny', graph: 'slow' }).path);
    expect(isAlive(childId)).toBe(true);
    parent.kill(signal);
    await eventually(() => !isAlive(childId));
  });
});
