import { spawn } from 'node:child_process';
import { appendFile, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BatchJournal } from '../../../../src/engine/batch/batchJournal.ts';
import type { TimedReport } from '../../../../src/engine/batch/restorePhoto.ts';
import { type Batch, runBatch } from '../../../../src/engine/batch/runBatch.ts';
import { AppError } from '../../../../src/shared/base/errors.ts';
import { sentence } from '../../../../src/shared/base/sentence.ts';
import { makeStep, type Step } from '../../../../src/shared/model/recipe.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';

async function photosIn(folder: string, count: number): Promise<string[]> {
  const photos = Array.from({ length: count }, (_, i) => join(folder, `${i}.jpg`));
  for (const photo of photos) await writeFile(photo, photo);
  return photos;
}

/** A batch whose restoration copies; what it restored, in order, is in `calls`. */
function copying(photos: readonly string[], journal: BatchJournal, options: Partial<Batch<TimedReport>> = {}) {
  const calls: string[] = [];
  const batch: Batch<TimedReport> = {
    photos,
    work: 'brighter',
    journal,
    folder: null,
    pattern: '{name}-restored',
    existing: 'number',
    plan: async () => ({ steps: [] }),
    restore: async (photo, _steps, place) => {
      calls.push(basename(photo));
      const text = await readFile(photo, 'utf8');
      await writeFile(await place('jpeg'), text, { flag: 'wx' });
      return { seconds: { total: 1 } };
    },
    onOutcome: () => undefined,
    ...options,
  };
  return { batch, calls };
}

describe('a batch', () => {
  test('does each photo once, however often it is given, and a changed one again', async () => {
    const folder = await temporaryFolder();
    const photos = await photosIn(folder, 3);
    for (const expected of [['0.jpg', '1.jpg', '2.jpg'], [], ['1.jpg']]) {
      const journal = await BatchJournal.open(join(folder, 'journal'));
      const { batch, calls } = copying(photos, journal);
      await runBatch(batch);
      await journal.close();
      expect(calls).toEqual(expected);
      if (expected.length === 0) await utimes(photos[1] ?? '', 1000, 1000);
    }
  });

  test('does a photo again whose result was taken away, and all for other work', async () => {
    const folder = await temporaryFolder();
    const photos = await photosIn(folder, 2);
    const run = async (work: string) => {
      const journal = await BatchJournal.open(join(folder, 'journal'));
      const { batch, calls } = copying(photos, journal, { work });
      const outcomes = await runBatch(batch);
      await journal.close();
      return { calls, outputs: outcomes.map((outcome) => ('output' in outcome ? basename(outcome.output) : '')) };
    };
    expect((await run('a')).outputs).toEqual(['0-restored.jpg', '1-restored.jpg']);
    await rm(join(folder, '0-restored.jpg'));
    expect((await run('a')).calls).toEqual(['0.jpg']);
    expect(await run('b')).toEqual({
      calls: ['0.jpg', '1.jpg'],
      outputs: ['0-restored-2.jpg', '1-restored-2.jpg'],
    });
  });

  test('goes on after a bad photo, stops where the next would fail too, and tries failures again', async () => {
    const folder = await temporaryFolder();
    const photos = await photosIn(folder, 4);
    const failing = (at: string, code: 'input-unreadable' | 'disk-full') => async (photo: string) => {
      if (basename(photo) === at) throw new AppError(code, sentence('said.inputEmpty', { file: photo }));
      return { seconds: { total: 1 } };
    };
    const statesWith = async (restore: Batch<TimedReport>['restore']) => {
      const journal = await BatchJournal.open(join(folder, 'journal'));
      const outcomes = await runBatch(copying(photos, journal, { restore }).batch);
      await journal.close();
      return outcomes.map(({ state }) => state);
    };
    expect(await statesWith(failing('1.jpg', 'disk-full'))).toEqual(['done', 'failed']);
    expect(await statesWith(failing('1.jpg', 'input-unreadable'))).toEqual(['done', 'failed', 'done', 'done']);
  });

  test.each([
    ['skip', ['skipped', 'done'], ['0-restored.jpg', '1-restored.jpg']],
    ['keep', ['kept', 'done'], ['0-restored.jpg', '1-restored.jpg']],
    ['number', ['done', 'done'], ['0-restored-2.jpg', '1-restored.jpg']],
  ] as const)('where the name of a result is taken: %s', async (existing, states, outputs) => {
    const folder = await temporaryFolder();
    const photos = await photosIn(folder, 2);
    await writeFile(join(folder, '0-restored.jpg'), 'mine');
    const journal = await BatchJournal.open(join(folder, 'journal'));
    const outcomes = await runBatch(copying(photos, journal, { existing }).batch);
    await journal.close();
    expect(outcomes.map(({ state }) => state)).toEqual(states);
    expect(outcomes.map((outcome) => ('output' in outcome ? basename(outcome.output) : ''))).toEqual(outputs);
    expect(await readFile(join(folder, '0-restored.jpg'), 'utf8')).toBe('mine');
  });

  test('gives each photo a plan of its own, and parks one that its steps would spoil', async () => {
    const folder = await temporaryFolder();
    const photos = await photosIn(folder, 3);
    const journal = await BatchJournal.open(join(folder, 'journal'));
    const half = makeStep('denoise', { strength: 0.5 });
    const given: (readonly Step[])[] = [];
    const { batch, calls } = copying(photos, journal, {
      plan: async (photo) =>
        basename(photo) === '1.jpg'
          ? { parked: sentence('said.asItIs', { text: 'It is a drawing.' }) }
          : { steps: [half] },
    });
    const outcomes = await runBatch({
      ...batch,
      restore: (photo, steps, place) => {
        given.push(steps);
        return batch.restore(photo, steps, place);
      },
    });
    await journal.close();
    expect(outcomes[1]).toEqual({
      state: 'parked',
      photo: photos[1],
      reason: sentence('said.asItIs', { text: 'It is a drawing.' }),
    });
    expect(calls).toEqual(['0.jpg', '2.jpg']);
    expect(given).toEqual([[half], [half]]);
  });

  test('photos of one name from several folders do not take each other’s place', async () => {
    const [one, two, folder] = [await temporaryFolder(), await temporaryFolder(), await temporaryFolder()];
    const photos = [...(await photosIn(one, 1)), ...(await photosIn(two, 1))];
    const journal = await BatchJournal.open(join(folder, 'journal'));
    await runBatch(copying(photos, journal, { folder }).batch);
    await journal.close();
    expect(await readFile(join(folder, '0-restored.jpg'), 'utf8')).toBe(photos[0]);
    expect(await readFile(join(folder, '0-restored-2.jpg'), 'utf8')).toBe(photos[1]);
  });
});

describe('a journal', () => {
  test('cut anywhere by a kill never has a photo done twice nor left out', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 3 }), async (cut, written) => {
        const folder = await temporaryFolder();
        const photos = await photosIn(folder, 4);
        const path = join(folder, 'journal');
        const first = await BatchJournal.open(path);
        // As if killed while the photo after those that are done is worked on, in mid-line or before its result appeared.
        await runBatch(copying(photos.slice(0, written), first).batch);
        await first.close();
        const text = await readFile(path, 'utf8');
        await writeFile(path, text.slice(0, Math.max(1, text.length - cut)));
        const kept = (await readFile(path, 'utf8')).split('\n').filter((line) => line.endsWith('}'));
        if (kept.length === 0) return;
        const announced = new Set(
          kept.flatMap((line) => {
            const { kind, photo } = JSON.parse(line) as { kind: string; photo?: string };
            return kind === 'writing' && photo !== undefined ? [basename(photo)] : [];
          }),
        );
        const again = await BatchJournal.open(path);
        const { batch, calls } = copying(photos, again);
        const outcomes = await runBatch(batch);
        await again.close();
        expect(calls).toEqual(photos.map((photo) => basename(photo)).filter((name) => !announced.has(name)));
        expect(outcomes.every(({ state }) => state !== 'failed')).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('is refused to a second process while the first lives, and clears away what a killed one left', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'journal');
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const worker = { process: other.pid ?? 0, machine: hostname() };
    const output = join(folder, 'a-restored.jpg');
    const photo = { work: 'w', photo: join(folder, 'a.jpg'), print: '1' };
    await appendFile(path, `${JSON.stringify({ kind: 'opened', ...worker })}\n`);
    await appendFile(path, `${JSON.stringify({ kind: 'writing', ...photo, output, ...worker })}\n`);
    const left = join(folder, `.patina-${other.pid}-0123456789abcdef.tmp`);
    await writeFile(left, 'half');
    await expect(BatchJournal.open(path)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining(`process ${other.pid}`) as string,
    });
    const gone = new Promise((resolve) => other.once('exit', resolve));
    other.kill('SIGKILL');
    await gone;
    const journal = await BatchJournal.open(path);
    expect(await journal.outputOf(photo)).toBeNull();
    await expect(stat(left)).rejects.toMatchObject({ code: 'ENOENT' });
    await journal.close();
  });

  test('is not begun over another file, nor where nothing can be written', async () => {
    const folder = await temporaryFolder();
    const mine = join(folder, 'letter.txt');
    await writeFile(mine, 'Dear grandmother\n');
    await expect(BatchJournal.open(mine)).rejects.toMatchObject({ code: 'usage' });
    expect(await readFile(mine, 'utf8')).toBe('Dear grandmother\n');
    await expect(BatchJournal.open(join(folder, 'none', 'journal'))).rejects.toMatchObject({
      code: 'output-unwritable',
    });
  });
});
