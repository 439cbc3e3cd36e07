import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { QueueProgress } from '../../../src/host/queueProgress.ts';
import { RestoreGathering } from '../../../src/host/restoreGathering.ts';
import { parseStart, type RestoreRequest } from '../../../src/host/startRequest.ts';
import type { QueueSummary } from '../../../src/shared/contract/queue.ts';

const usual = { kind: 'usual' } as const;

describe('the arguments of a start', () => {
  test.each([
    [['a.jpg', '/b.jpg'], { open: ['/photos/a.jpg', '/b.jpg'], restore: null }],
    [['file:///a%20%E7%A5%96.jpg'], { open: ['/a 祖.jpg'], restore: null }],
    [['file:///50%.jpg'], { open: ['/photos/file:/50%.jpg'], restore: null }],
    [['--restore', 'a b.jpg'], { open: [], restore: { places: ['/photos/a b.jpg'], treatment: usual } }],
    [
      ['--restore', '--preset', 'Old prints', 'a.jpg', 'b.jpg'],
      {
        open: [],
        restore: {
          places: ['/photos/a.jpg', '/photos/b.jpg'],
          treatment: { kind: 'preset', name: 'Old prints' },
        },
      },
    ],
    [
      ['--preset=祖母', '--restore', '--', '-i.jpg'],
      { open: [], restore: { places: ['/photos/-i.jpg'], treatment: { kind: 'preset', name: '祖母' } } },
    ],
    [
      ['--restore', '-i', 'denoise', 'a.jpg'],
      { open: [], restore: { places: ['/photos/a.jpg'], treatment: { kind: 'instruction', text: 'denoise' } } },
    ],
    // What stands before is what Electron runs; its own options are passed over.
    [['.', '--lang=en', '--restore', 'a.jpg'], { open: [], restore: { places: ['/photos/a.jpg'], treatment: usual } }],
    [['--restore'], { open: [], restore: null }],
    [['--no-sandbox'], { open: [], restore: null }],
  ])('%j', (args, expected) => {
    const fromHere = (path: string) => resolve(path);
    const { open, restore } = parseStart(args, '/photos');
    expect({ open, restore }).toEqual({
      open: expected.open.map(fromHere),
      restore:
        expected.restore === null ? null : { ...expected.restore, places: expected.restore.places.map(fromHere) },
    });
  });
});

test('a selection that comes photo by photo arrives as one, by what is asked for', async () => {
  const heard: RestoreRequest[] = [];
  const gathering = new RestoreGathering(20);
  gathering.take({ places: ['/a'], treatment: usual });
  gathering.take({ places: ['/x'], treatment: { kind: 'preset', name: 'Old prints' } });
  gathering.take({ places: ['/b'], treatment: usual });
  await setTimeout(60);
  expect(heard).toEqual([]);
  gathering.deliverTo((request) => heard.push(request));
  gathering.take({ places: ['/c'], treatment: usual });
  await expect
    .poll(() => heard)
    .toEqual([
      { places: ['/a', '/b', '/c'], treatment: usual },
      { places: ['/x'], treatment: { kind: 'preset', name: 'Old prints' } },
    ]);
  gathering.take({ places: ['/d'], treatment: usual });
  await expect.poll(() => heard.at(-1)).toEqual({ places: ['/d'], treatment: usual });
});

test('the end of a queue is told once, with what this run of it did', () => {
  const none = { waiting: 0, running: 0, done: 0, kept: 0, parked: 0, failed: 0, cancelled: 0 };
  const state = (name: QueueSummary['state'], counts: Partial<typeof none>): QueueSummary => ({
    state: name,
    counts: { ...none, ...counts },
    current: null,
    etaSeconds: null,
    trouble: null,
  });
  const progress = new QueueProgress();
  expect(progress.take(state('idle', { done: 4 }))).toBeNull();
  expect(progress.take(state('running', { done: 4, waiting: 3 }))).toBeNull();
  expect(progress.open).toBe(3);
  expect(progress.take(state('paused', { done: 5, waiting: 2 }))).toBeNull();
  expect(progress.take(state('idle', { done: 6, failed: 1 }))).toEqual({ done: 2, left: 1 });
  expect(progress.take(state('idle', { done: 6, failed: 1 }))).toBeNull();
  progress.take(state('running', { done: 6, failed: 1, waiting: 1 }));
  expect(progress.take(state('idle', { done: 6, failed: 1, cancelled: 1 }))).toBeNull();
});
