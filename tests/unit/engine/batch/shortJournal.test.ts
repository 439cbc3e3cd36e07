import { spawn } from 'node:child_process';
import { mkdir, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { BatchJournal } from '../../../../src/engine/batch/batchJournal.ts';
import { canMountDisks, mountDisk } from '../../../support/smallDisk.ts';
import { letGoOn } from '../../../support/stoppedProcess.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';

const script = join(process.cwd(), 'out/tests/journalUntilKilled.mjs');
beforeAll(async () => {
  const entryPoints = ['tests/support/journalUntilKilled.ts'];
  await build({ entryPoints, bundle: true, platform: 'node', format: 'esm', external: ['sharp'], outfile: script });
});

const starts = 300;
const results = 200;
/** Bytes, of a full disk: enough for a few lines. */
const roomForLines = 8192;

/** A folder with the journal of many starts and many photos, of which some results are still there. */
async function longUse() {
  const home = await temporaryFolder();
  const folder = join(home, 'queue');
  await mkdir(folder);
  const path = join(folder, 'journal');
  const taskOf = (i: number) => ({ work: 'w', photo: join(home, `${i}.jpg`), print: '1' });
  const outputOf = (i: number) => join(home, `${i}-restored.jpg`);
  const gone = { process: 2 ** 30, machine: 'elsewhere', booted: 1 };
  const session = ['opened', 'closed'].map((kind) => ({ kind, ...gone }));
  const lines: object[] = Array.from({ length: starts }, () => session).flat();
  for (let i = 0; i < results * 2; i += 1) {
    lines.push({ kind: 'failed', ...taskOf(i), code: 'input-unreadable', message: 'It cannot be read.' });
    lines.push({ kind: 'writing', ...taskOf(i), output: outputOf(i), ...gone });
    // Of the last one it was never said that it is done, but its result is there.
    if (i < results - 1) lines.push({ kind: 'done', ...taskOf(i), output: outputOf(i), seconds: 1 });
    if (i < results) await writeFile(outputOf(i), 'result');
  }
  await writeFile(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return { folder, path, taskOf, outputOf, lines: lines.length };
}
type LongUse = Awaited<ReturnType<typeof longUse>>;

async function linesOf(path: string): Promise<string[]> {
  return (await readFile(path, 'utf8')).trim().split('\n');
}

/** Every result that is there is known, and no other. */
async function expectAllKnown(journal: BatchJournal, { taskOf, outputOf }: LongUse): Promise<void> {
  for (let i = 0; i < results * 2; i += 1) {
    expect(await journal.outputOf(taskOf(i))).toBe(i < results ? outputOf(i) : null);
  }
}

/** Starts a process that meets the signal before its step of that number; what it says comes line by line. */
function start(path: string, output: string, step: number, signal: NodeJS.Signals) {
  const child = spawn(process.execPath, [script, path, output, `${step}`, signal], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  const isMet = new Promise<boolean>((resolve) => {
    child.stdout.on('data', (text: Buffer) => {
      said += text.toString();
      if (said.includes('here\n')) resolve(true);
    });
    child.once('close', () => resolve(said.includes('here\n')));
  });
  const ended = new Promise<string>((resolve) => child.once('close', () => resolve(said)));
  return { child, isMet, ended };
}

describe('the journal of a long use', () => {
  it('is made short once it is much longer than what is there, and knows the same', async () => {
    const use = await longUse();
    const journal = await BatchJournal.open(use.path);
    expect(await linesOf(use.path)).toHaveLength(results + 1);
    await expectAllKnown(journal, use);
    await journal.close();
    expect((await stat(use.path)).mode & 0o777).toBe(0o600);

    const again = await BatchJournal.open(use.path);
    await expectAllKnown(again, use);
    await again.close();
    // Short enough now: what was added are the two ends of two uses.
    expect(await linesOf(use.path)).toHaveLength(results + 4);
    expect(await readdir(use.folder)).toEqual(['journal']);
  });

  it.runIf(canMountDisks)('goes on as it is where the disk has no room for another', async () => {
    const use = await longUse();
    const text = await readFile(use.path);
    const disk = mountDisk(use.folder, 1024);
    try {
      await writeFile(use.path, text);
      disk.fill();
      const ballast = join(use.folder, 'ballast');
      await truncate(ballast, (await stat(ballast)).size - roomForLines);
      const journal = await BatchJournal.open(use.path);
      await expectAllKnown(journal, use);
      await journal.close();
      expect(await linesOf(use.path)).toHaveLength(use.lines + 2);
      expect((await readdir(use.folder)).toSorted()).toEqual(['ballast', 'journal']);
    } finally {
      disk.unmount();
    }
  });

  it('loses nothing when it is killed at any step of that', async () => {
    let step = 1;
    for (; ; step += 1) {
      const use = await longUse();
      const late = join(use.folder, '..', 'late-restored.jpg');
      const { isMet, ended } = start(use.path, late, step, 'SIGKILL');
      const said = await ended;
      const journal = await BatchJournal.open(use.path);
      await expectAllKnown(journal, use);
      await journal.close();
      expect(await readdir(use.folder)).toEqual(['journal']);
      expect((await linesOf(use.path)).length).toBeLessThan(results + 10);
      if (!(await isMet)) {
        expect(said).toBe('done\n');
        break;
      }
    }
    expect(step).toBeGreaterThan(10);
  });

  it('has one owner, at whatever step of another it is made short', async () => {
    let taken = 0;
    let step = 1;
    for (; ; step += 1) {
      const use = await longUse();
      const late = join(use.folder, '..', 'late-restored.jpg');
      await writeFile(late, 'result');
      const { child, isMet, ended } = start(use.path, late, step, 'SIGSTOP');
      const isHeld = await isMet;
      if (isHeld) {
        const mine = await BatchJournal.open(use.path).catch(() => null);
        if (mine !== null) taken += 1;
        await mine?.close();
        letGoOn(child);
      }
      expect(await ended).toBe(isHeld ? 'here\ndone\n' : 'done\n');
      const journal = await BatchJournal.open(use.path);
      await expectAllKnown(journal, use);
      expect(await journal.outputOf({ work: 'w', photo: 'late.jpg', print: '1' })).toBe(late);
      await journal.close();
      if (!isHeld) break;
    }
    // Before its line is written, and after its end, it does not have it.
    expect(taken).toBeGreaterThan(1);
    expect(taken).toBeLessThan(step - 1);
  });
});
