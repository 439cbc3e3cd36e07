import { spawn } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { openCopyingQueue, statesOf } from '../../../support/queueOf.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';

const count = 80;
const brokenEvery = 10;
const kills = 10;
/** Photos of one life at most: the kills together leave some to do. */
const mostOfOneLife = 6;

/** Runs the queue, and kills it a moment after it took so many photos. True where it came to its end. */
async function live(script: string, home: string, photos: string, isKilled: boolean): Promise<boolean> {
  const most = isKilled ? mostOfOneLife : count;
  const child = spawn(process.execPath, [script, home, photos, `${most}`], { stdio: ['ignore', 'pipe', 'inherit'] });
  const enough = 1 + Math.floor(Math.random() * mostOfOneLife);
  let said = '';
  const isUnderWay = new Promise<void>((resolve) => {
    child.stdout.on('data', (text: Buffer) => {
      said += text.toString();
      if (said.split('\n').length > enough) resolve();
    });
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  await Promise.race([isUnderWay, ended]);
  if (isKilled) {
    await setTimeout(Math.random() * 10);
    child.kill('SIGKILL');
  }
  await ended;
  return said.endsWith('done\n');
}

it('does every good photo exactly once, killed again and again', async () => {
  const script = join(process.cwd(), 'out/tests/queueUntilKilled.mjs');
  const entryPoints = ['tests/support/queueUntilKilled.ts'];
  await build({ entryPoints, bundle: true, platform: 'node', format: 'esm', external: ['sharp'], outfile: script });
  const home = await temporaryFolder();
  const photos = join(home, 'photos');
  await mkdir(photos);
  const isBroken = (i: number) => i % brokenEvery === 0;
  for (let i = 0; i < count; i += 1) await writeFile(join(photos, `${i}.jpg`), isBroken(i) ? 'broken' : `photo ${i}`);
  for (let kill = 0; kill < kills; kill += 1) expect(await live(script, home, photos, true)).toBe(false);
  expect(await live(script, home, photos, false)).toBe(true);

  const good = Array.from({ length: count }, (_, i) => i).filter((i) => !isBroken(i));
  const results = (await readdir(photos)).filter((name) => !/^\d+\.jpg$/.test(name));
  const { queue } = await openCopyingQueue(home);
  const states = statesOf(queue);
  await queue.close();
  // What was at work at three of the kills is left to the user.
  const givenUp = good.filter((i) => states[`${i}.jpg`] === 'failed');
  const done = good.filter((i) => !givenUp.includes(i)).map((i) => `${i}-restored.jpg`);
  expect(results.toSorted()).toEqual(done.toSorted());
  expect(givenUp.length).toBeLessThanOrEqual(kills / 3);
});
