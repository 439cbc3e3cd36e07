import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Queue } from '../../../../src/engine/queue/queue.ts';
import { cancelledError } from '../../../../src/shared/base/cancel.ts';
import { AppError } from '../../../../src/shared/base/errors.ts';
import type { QueueItemId } from '../../../../src/shared/base/ids.ts';
import { sentence } from '../../../../src/shared/base/sentence.ts';
import type { QueueChange, QueueItem } from '../../../../src/shared/contract/queue.ts';
import { speak } from '../../../../src/shared/words/createWords.ts';
import { sayFailure } from '../../../../src/shared/words/saySentence.ts';
import { addTo, openCopyingQueue, statesOf, untilStill } from '../../../support/queueOf.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';

async function photosIn(home: string, names: readonly string[]): Promise<string[]> {
  await mkdir(join(home, 'photos'), { recursive: true });
  const photos = names.map((name) => join(home, 'photos', name));
  for (const photo of photos) await writeFile(photo, photo.includes('bad') ? 'broken' : photo);
  return photos;
}

const idOf = (queue: Queue, name: string): QueueItemId => {
  const found = queue.state().items.find((item) => item.name === name);
  if (found === undefined) throw new Error(`The queue has no ${name}.`);
  return found.id;
};
const orderOf = (queue: Queue): string[] => queue.state().items.map(({ name }) => name);
const resultsIn = async (home: string): Promise<string[]> =>
  (await readdir(join(home, 'photos'))).filter((name) => name.includes('-restored')).toSorted();

describe('a queue', () => {
  test('does photos one after the other, reports bad ones, and tries them again when it is asked to', async () => {
    const home = await temporaryFolder();
    const photos = await photosIn(home, ['a.jpg', 'bad.jpg', 'c.jpg']);
    const { queue, restored } = await openCopyingQueue(home);
    expect(await addTo(queue, photos)).toEqual({ added: 3, left: 0 });
    await untilStill(queue);
    expect(statesOf(queue)).toEqual({ 'a.jpg': 'done', 'bad.jpg': 'failed', 'c.jpg': 'done' });
    expect(queue.state().items[1]?.error).toEqual({
      code: 'input-unreadable',
      message: 'bad.jpg is empty: nothing was ever written to it. Use another copy.',
      said: { key: 'said.inputEmpty', values: { file: 'bad.jpg' } },
    });
    await writeFile(join(home, 'photos', 'bad.jpg'), 'mended');
    queue.retry(null);
    await untilStill(queue);
    expect(restored).toEqual(['a.jpg', 'c.jpg', 'bad.jpg']);
    expect(queue.state().items[1]).toMatchObject({ state: 'done', output: 'bad-restored.jpg', error: null, share: 1 });
    queue.clear(null);
    expect(queue.state().items).toEqual([]);
    await queue.close();
  });

  test('keeps what went wrong over a restart, as something that can be said in another language', async () => {
    const home = await temporaryFolder();
    const before = await openCopyingQueue(home);
    await addTo(before.queue, await photosIn(home, ['bad.jpg']));
    await untilStill(before.queue);
    await before.queue.close();
    const { queue } = await openCopyingQueue(home);
    const error = queue.state().items[0]?.error;
    expect(error && sayFailure(speak('ja'), error)).toBe(
      'bad.jpg は空です。何も書き込まれていません。別のコピーを使ってください。',
    );
    await queue.close();
  });

  test('does nothing before it is told to where it is to be held, in the order that was given meanwhile', async () => {
    const home = await temporaryFolder();
    const photos = await photosIn(home, ['a.jpg', 'b.jpg', 'c.jpg']);
    const { queue, restored } = await openCopyingQueue(home);
    await addTo(queue, photos, { hold: true });
    expect(queue.state().summary).toMatchObject({ state: 'paused', counts: { waiting: 3 } });
    queue.move(idOf(queue, 'c.jpg'), idOf(queue, 'a.jpg'));
    queue.move(idOf(queue, 'a.jpg'), null);
    queue.cancel([idOf(queue, 'b.jpg')]);
    expect(orderOf(queue)).toEqual(['c.jpg', 'b.jpg', 'a.jpg']);
    queue.resume();
    await untilStill(queue);
    expect(restored).toEqual(['c.jpg', 'a.jpg']);
    queue.retry([idOf(queue, 'b.jpg')]);
    await untilStill(queue);
    expect(restored).toEqual(['c.jpg', 'a.jpg', 'b.jpg']);
    await queue.close();
  });

  test('holds in the middle of a photo, and ends it without a file when it is cancelled', async () => {
    const home = await temporaryFolder();
    const [photo = ''] = await photosIn(home, ['a.jpg']);
    let begun = 0;
    const { queue } = await openCopyingQueue(home, {
      restore: async ({ turn, place }, signal) => {
        for (begun = 0; begun < 10_000_000; begun += 1) {
          await turn(signal);
          if (signal.aborted) throw cancelledError();
          await new Promise((resolve) => setImmediate(resolve));
        }
        await writeFile(await place('jpeg'), '');
        return { seconds: { total: 1 } };
      },
    });
    await addTo(queue, [photo]);
    await expect.poll(() => begun).toBeGreaterThan(0);
    queue.pause();
    const held = begun;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(begun).toBeLessThanOrEqual(held + 1);
    expect(queue.state().summary).toMatchObject({ state: 'paused', current: 'a.jpg' });
    queue.cancel(null);
    await expect.poll(() => queue.state().summary.current).toBeNull();
    expect(statesOf(queue)).toEqual({ 'a.jpg': 'cancelled' });
    expect(await resultsIn(home)).toEqual([]);
    await queue.close();
  });

  test('waits with everything where every photo would fail alike, and says why', async () => {
    const home = await temporaryFolder();
    const photos = await photosIn(home, ['a.jpg', 'b.jpg']);
    let isFull = true;
    const { queue } = await openCopyingQueue(home, {
      restore: async () => {
        if (isFull) throw new AppError('disk-full', sentence('said.outputNoRoom', { file: 'a.jpg' }));
        return { seconds: { total: 1 } };
      },
    });
    await addTo(queue, photos);
    await untilStill(queue);
    expect(queue.state().summary).toMatchObject({
      state: 'paused',
      counts: { waiting: 2, failed: 0 },
      trouble: { code: 'disk-full', said: { key: 'said.outputNoRoom', values: { file: 'a.jpg' } } },
    });
    isFull = false;
    queue.resume();
    await untilStill(queue);
    expect(queue.state().summary).toMatchObject({ state: 'idle', counts: { done: 2 }, trouble: null });
    await queue.close();
  });

  test('parks what its plan does not trust, and does it all the same when somebody has looked', async () => {
    const home = await temporaryFolder();
    const photos = await photosIn(home, ['a.jpg', 'drawing.jpg']);
    const { queue, restored } = await openCopyingQueue(home, {
      plan: async (photo, steps) =>
        basename(photo) === 'drawing.jpg'
          ? { parked: sentence('said.asItIs', { text: 'It is a drawing.' }) }
          : { steps },
    });
    await addTo(queue, photos);
    await untilStill(queue);
    expect(queue.state().items[1]).toMatchObject({
      state: 'parked',
      reason: sentence('said.asItIs', { text: 'It is a drawing.' }),
    });
    queue.retry(null);
    await untilStill(queue);
    expect(statesOf(queue)['drawing.jpg']).toBe('parked');
    queue.retry([idOf(queue, 'drawing.jpg')]);
    await untilStill(queue);
    expect(restored).toEqual(['a.jpg', 'drawing.jpg']);
    await queue.close();
  });

  test('gives photos that wait another treatment, and keeps it over a restart', async () => {
    const home = await temporaryFolder();
    const photos = await photosIn(home, ['a.jpg', 'b.jpg']);
    const first = await openCopyingQueue(home);
    await addTo(first.queue, photos, { hold: true });
    await first.queue.treat([idOf(first.queue, 'b.jpg')], { kind: 'instruction', text: 'brighten' }, 'en');
    await first.queue.close();
    const words: string[] = [];
    const { queue } = await openCopyingQueue(home, {
      restore: async ({ steps }) => {
        words.push(steps[0]?.words ?? '');
        return { seconds: { total: 1 } };
      },
    });
    expect(queue.state().summary.state).toBe('paused');
    queue.resume();
    await untilStill(queue);
    expect(words).toEqual(['', 'brighten']);
    await queue.close();
  });

  test('takes no photo twice while it waits, and does no photo again whose result is there', async () => {
    const home = await temporaryFolder();
    const photos = await photosIn(home, ['a.jpg', 'b.jpg']);
    const { queue, restored } = await openCopyingQueue(home);
    await addTo(queue, photos, { hold: true });
    expect(await addTo(queue, photos)).toEqual({ added: 0, left: 2 });
    queue.resume();
    await untilStill(queue);
    await addTo(queue, [join(home, 'photos')]);
    await untilStill(queue);
    expect(queue.state().items.map(({ state }) => state)).toEqual(['done', 'done', 'kept', 'kept']);
    await rm(join(home, 'photos', 'a-restored.jpg'));
    await addTo(queue, photos);
    await untilStill(queue);
    expect(restored).toEqual(['a.jpg', 'b.jpg', 'a.jpg']);
    await queue.close();
  });

  test('has results fetched by a browser, and forgets photos that went with its run', async () => {
    const home = await temporaryFolder();
    const photos = await photosIn(home, ['a.jpg', 'b.jpg']);
    const first = await openCopyingQueue(home);
    await addTo(first.queue, photos, { results: 'download' });
    await untilStill(first.queue);
    const { output, download } = first.queue.entry(idOf(first.queue, 'a.jpg'));
    expect([basename(output ?? ''), download]).toEqual(['download-a-restored.jpg', '/downloads/a-restored.jpg']);
    expect(await resultsIn(home)).toEqual([]);
    await first.queue.close();
    await rm(photos[0] ?? '');
    const { queue } = await openCopyingQueue(home);
    expect(orderOf(queue)).toEqual(['b.jpg']);
    await queue.close();
  });

  test('never gives up the originals, and refuses what it cannot understand before anything waits', async () => {
    const home = await temporaryFolder();
    const photos = await photosIn(home, ['a.jpg']);
    const { queue } = await openCopyingQueue(home, {
      understand: async () => {
        throw new AppError('declined', sentence('said.asItIs', { text: 'Not a restoration.' }));
      },
    });
    await expect(addTo(queue, photos)).rejects.toMatchObject({ code: 'declined' });
    expect(queue.state().items).toEqual([]);
    expect(await readFile(photos[0] ?? '', 'utf8')).toBe(photos[0]);
    await queue.close();
  });
});

test('whoever puts the changes together has the queue as it is', async () => {
  const name = fc.constantFrom('a', 'b', 'bad', 'c', 'd');
  const act = fc.oneof(
    fc.record({ kind: fc.constant('add' as const), name }),
    fc.record({ kind: fc.constantFrom('cancel' as const, 'retry' as const, 'clear' as const, 'last' as const), name }),
    fc.record({ kind: fc.constantFrom('pause' as const, 'resume' as const, 'wait' as const), name }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 14 }), async (acts) => {
      const home = await temporaryFolder();
      await photosIn(home, ['a.jpg', 'b.jpg', 'bad.jpg', 'c.jpg', 'd.jpg']);
      let items: readonly QueueItem[] = [];
      let summary: QueueChange['summary'] | null = null;
      const { queue, restored } = await openCopyingQueue(home, {
        onChanged: (change) => {
          const known = new Map([...items, ...change.items].map((item) => [item.id, item]));
          const order = change.order ?? items.map(({ id }) => id);
          items = order.flatMap((id) => known.get(id) ?? []);
          summary = change.summary;
        },
      });
      for (const { kind, name: of } of acts) {
        const photo = join(home, 'photos', `${of}.jpg`);
        const ids = queue.state().items.flatMap((item) => (item.name === `${of}.jpg` ? [item.id] : []));
        if (kind === 'add') await addTo(queue, [photo]);
        else if (kind === 'wait') await untilStill(queue);
        else if (kind === 'pause' || kind === 'resume') queue[kind]();
        else if (kind !== 'last') queue[kind](ids);
        else for (const id of ids) queue.move(id, null);
      }
      queue.resume();
      await untilStill(queue);
      const state = queue.state();
      await expect.poll(() => summary?.state === 'idle' && items.length === state.items.length).toBe(true);
      expect(items).toEqual(state.items);
      expect(summary).toEqual(state.summary);
      // However often a photo was added or cancelled: one result, and no more work than that.
      expect(restored.length).toBe(new Set(restored).size);
      expect(await resultsIn(home)).toEqual(restored.map((each) => each.replace('.', '-restored.')).toSorted());
      await queue.close();
    }),
    { numRuns: 30 },
  );
});
