import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { runTiles } from '../../../../src/engine/tiling/runTiles.ts';

const never = new AbortController().signal;

test('the first failure is what is rejected with, after everything has come to rest', async () => {
  const log: string[] = [];
  const job = runTiles(
    [1, 2, 3, 4],
    2,
    async (item, signal) => {
      if (item === 1) throw new Error('first');
      while (!signal.aborted) await setImmediate();
      log.push(`${item} stopped`);
      throw new Error('second');
    },
    never,
  );
  await expect(job).rejects.toThrow('first');
  expect(log).toEqual(['2 stopped']);
});

test('a signal that has fired runs nothing', async () => {
  const done: number[] = [];
  const job = runTiles([1, 2], 2, (item) => Promise.resolve(void done.push(item)), AbortSignal.abort());
  await expect(job).rejects.toMatchObject({ code: 'cancelled' });
  expect(done).toEqual([]);
});
