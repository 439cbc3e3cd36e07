import { expect, it } from 'vitest';
import { NetworkThreads } from '../../../../src/engine/inference/networkThreads.ts';
import type { InferenceReply, InferenceRequest, InferenceTask } from '../../../../src/engine/inference/protocol.ts';
import { cancelledError } from '../../../../src/shared/base/cancel.ts';
import { failureOf } from '../../../../src/shared/base/errors.ts';

/** Threads that write down what they are told; `says` has one of them reply. */
function open(atATime: number) {
  const told: InferenceRequest[][] = [];
  const replies: InferenceReply[] = [];
  const listeners: ((reply: InferenceReply) => void)[] = [];
  const threads = new NetworkThreads({
    start: () => {
      const messages: InferenceRequest[] = [];
      told.push(messages);
      return {
        post: async (request) => void messages.push(request),
        onMessage: (listener) => void listeners.push(listener),
      };
    },
    reply: (reply) => void replies.push(reply),
  });
  threads.receive({ type: 'start', device: 'cpu', precision: 'single', threads: 4, together: 1, atATime });
  return {
    replies,
    receive: (request: InferenceRequest) => threads.receive(request),
    says: (thread: number, reply: InferenceReply) => listeners[thread]?.(reply),
    /** Ids of the tasks that each thread was given, and those that it was told to cancel. */
    given: () => told.map((messages) => messages.flatMap((each) => (each.type === 'do' ? [each.id] : []))),
    cancelled: () => told.map((messages) => messages.flatMap((each) => (each.type === 'cancel' ? [each.id] : []))),
  };
}

const tiled = { image: 'picture', output: 'restored', alignment: 8, halo: 16 };
const graph = { model: 'tiny', graph: 'tile', path: '', sha256: '', bytes: 0, onlyCpu: false, half: null, tiled };
const tile: InferenceTask = { kind: 'run', graph, inputs: {} };
const guide: InferenceTask = { kind: 'run', graph: { ...graph, graph: 'guide', tiled: null }, inputs: {} };
const done = (id: number): InferenceReply => ({
  type: 'done',
  id,
  result: { kind: 'run', outputs: {}, device: 'cpu', runMs: 1, trouble: null },
});

it('starts a thread for each tile at a time, and no more than it may', () => {
  const { receive, given } = open(2);
  for (const id of [1, 2, 3, 4]) receive({ type: 'do', id, task: tile });
  expect(given()).toEqual([
    [1, 3],
    [2, 4],
  ]);
});

it('has the first thread do what is not a tile', () => {
  const { receive, given } = open(4);
  const tasks: InferenceTask[] = [guide, { kind: 'load', graph: { ...graph, tiled: null } }, { kind: 'about' }];
  for (const [id, task] of tasks.entries()) receive({ type: 'do', id, task });
  expect(given()).toEqual([[0, 1, 2]]);
});

it('has all threads load a graph of tiles, and the first one answer', () => {
  const { receive, given, says, replies } = open(3);
  receive({ type: 'do', id: 1, task: { kind: 'load', graph } });
  expect(given()).toEqual([[1], [1], [1]]);
  const loaded: InferenceReply = {
    type: 'done',
    id: 1,
    result: { kind: 'load', inputs: [], outputs: [], device: 'cpu' },
  };
  says(1, { type: 'started', id: 1 });
  says(2, { type: 'failed', id: 1, failure: failureOf(cancelledError()) });
  says(0, { type: 'started', id: 1 });
  says(0, loaded);
  says(1, loaded);
  expect(replies).toEqual([{ type: 'started', id: 1 }, loaded]);
});

it('gives the first tiles to threads that are still loading', () => {
  const { receive, given } = open(2);
  receive({ type: 'do', id: 1, task: { kind: 'load', graph } });
  for (const id of [2, 3]) receive({ type: 'do', id, task: tile });
  expect(given()).toEqual([
    [1, 3],
    [1, 2],
  ]);
});

it('gives a tile to a thread that has nothing to do', () => {
  const { receive, given, says } = open(2);
  for (const id of [1, 2, 3, 4]) receive({ type: 'do', id, task: tile });
  says(1, done(2));
  says(1, { type: 'failed', id: 4, failure: failureOf(cancelledError()) });
  receive({ type: 'do', id: 5, task: tile });
  expect(given()).toEqual([
    [1, 3],
    [2, 4, 5],
  ]);
});

it('tells the thread that has a task to cancel it', () => {
  const { receive, cancelled } = open(2);
  for (const id of [1, 2]) receive({ type: 'do', id, task: tile });
  receive({ type: 'cancel', id: 2 });
  receive({ type: 'cancel', id: 99 });
  expect(cancelled()).toEqual([[], [2]]);
});

it('is ready once, when the first thread is', () => {
  const { receive, says, replies } = open(2);
  says(0, { type: 'ready' });
  for (const id of [1, 2]) receive({ type: 'do', id, task: tile });
  says(1, { type: 'ready' });
  says(1, { type: 'started', id: 2 });
  expect(replies).toEqual([{ type: 'ready' }, { type: 'started', id: 2 }]);
});
