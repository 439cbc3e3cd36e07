import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';

const lives = 240;
const livesOfOnePhoto = 12;

/** The numbers that a process said before it was killed: first what it found, then what it did. */
async function oneLife(script: string, home: string, photo: string): Promise<readonly number[]> {
  const child = spawn(process.execPath, [script, home, photo], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let trouble = '';
  // However slow the machine is: after so many answers, and a moment.
  const enough = 1 + Math.floor(Math.random() * 6);
  const spoke = new Promise<void>((resolve) => {
    child.stdout.on('data', (text: Buffer) => {
      said += text.toString();
      if (said.split('\n').length > enough) resolve();
    });
    child.once('exit', () => resolve());
  });
  child.stderr.on('data', (text: Buffer) => {
    trouble += text.toString();
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  await spoke;
  await setTimeout(Math.random() * 20);
  child.kill('SIGKILL');
  await ended;
  expect(trouble).toBe('');
  return said.split('\n').slice(0, -1).map(Number);
}

it(`loses nothing that was answered, killed at ${lives} random moments`, async () => {
  const script = join(process.cwd(), 'out/tests/editUntilKilled.mjs');
  const entryPoints = ['tests/support/editUntilKilled.ts'];
  await build({ entryPoints, bundle: true, platform: 'node', format: 'esm', external: ['sharp'], outfile: script });
  let edits = 0;
  const photoLives = async (): Promise<void> => {
    const home = await temporaryFolder();
    let last = 0;
    for (let life = 0; life < livesOfOnePhoto; life += 1) {
      const [found = -1, ...done] = await oneLife(script, home, join(home, 'photo.png'));
      // What was written down but not answered yet may be there: the stroke in hand.
      expect([last, last + 1]).toContain(found);
      last = done.at(-1) ?? found;
      edits += done.length;
    }
  };
  const photos = lives / livesOfOnePhoto;
  const next = { value: 0 };
  const worker = async (): Promise<void> => {
    for (; next.value < photos; ) {
      next.value += 1;
      await photoLives();
    }
  };
  await Promise.all([worker(), worker()]);
  expect(edits).toBeGreaterThan(lives);
});
