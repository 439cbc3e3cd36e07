import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import type { FakeInference } from '../../../support/fakeInference.ts';
import { editStep, noisyPicture, openEditor, valuesOf } from '../../../support/openEditor.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';

const fingerprint = 'pixels of somebody who is killed';
const lives = 6;

/** Restores in a process of its own until so many more tiles are finished, kills it, and answers with how many it said. */
async function oneLife(script: string, folder: string, more: number): Promise<number> {
  const child = spawn(process.execPath, [script, folder, fingerprint], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (text: Buffer) => {
    said += text.toString();
    if (Number(said.split('\n').at(-2)) >= more) child.kill('SIGKILL');
  });
  const ended = await new Promise<NodeJS.Signals | null>((resolve) => child.once('close', (_code, by) => resolve(by)));
  expect(ended).toBe('SIGKILL');
  return Math.max(...said.split('\n').slice(0, -1).map(Number));
}

it(`every tile that was finished is there again after each of ${lives} kills, and the rest is computed once`, async () => {
  const outfile = join(process.cwd(), 'out/tests/restoreUntilKilled.mjs');
  const entryPoints = ['tests/support/restoreUntilKilled.ts'];
  await build({ entryPoints, bundle: true, platform: 'node', format: 'esm', external: ['sharp'], outfile });
  const folder = await temporaryFolder();
  const picture = noisyPicture(400, 300);
  const open = async () => {
    const editor = await openEditor(folder, { picture, fingerprint });
    editor.picture.edit({ kind: 'added', steps: [editStep('a', 'denoise')], at: 0 });
    return editor;
  };
  let finished = 0;
  for (let life = 0; life < lives; life += 1) {
    finished += await oneLife(outfile, folder, 2 + (life % 3));
    const { picture: found } = await open();
    const { tilesDone = 0 } = found.state().steps[0] ?? {};
    expect(tilesDone).toBeGreaterThanOrEqual(finished);
    await found.dispose();
    finished = tilesDone;
  }
  const last = await open();
  const { tilesTotal = 0 } = last.picture.state().steps[0] ?? {};
  await last.restore();
  expect((last.inference as FakeInference).tileRuns).toBe(tilesTotal - finished);
  const whole = await openEditor(await temporaryFolder(), { picture, fingerprint });
  whole.picture.edit({ kind: 'added', steps: [editStep('a', 'denoise')], at: 0 });
  await whole.restore();
  const output = (editor: typeof whole) => valuesOf(editor.picture.links.at(-1)?.output ?? editor.picture.pyramid);
  expect(Buffer.from((await output(last)).buffer).equals(Buffer.from((await output(whole)).buffer))).toBe(true);
});
