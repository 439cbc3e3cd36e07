import { afterEach, expect, it } from 'vitest';
import { endAhead, forkSpawner, spawnAhead } from '../../../src/host/forkSpawner.ts';
import type { ChildTransport } from '../../../src/shared/rpc/transport.ts';

const started: ChildTransport[] = [];
const spawn = (...args: Parameters<ReturnType<typeof forkSpawner>['spawn']>) => {
  const child = forkSpawner().spawn(...args);
  started.push(child);
  return child;
};

afterEach(() => {
  endAhead();
  for (const child of started.splice(0)) child.kill();
});

it('gives a process that was started ahead to the first who asks for one, and to nobody else', async () => {
  spawnAhead('inferenceProcess');
  const other = spawn('inferenceProcess', ['--behind-window']);
  const [first, second] = [spawn('inferenceProcess'), spawn('inferenceProcess')];
  expect(new Set([other, first, second].map(({ processId }) => processId)).size).toBe(3);
  expect(first.processId ?? 0).toBeLessThan(other.processId ?? 0);
  const answer = new Promise((resolve) => first.onMessage(resolve));
  await first.post({ type: 'start', device: 'cpu', precision: 'single', threads: 1, atATime: 1, together: 1 });
  expect(await answer).toEqual({ type: 'ready' });
});

it('ends a process that nobody has asked for', async () => {
  spawnAhead('inferenceProcess');
  endAhead();
  const next = spawn('inferenceProcess');
  const ended = new Promise((resolve) => next.onClose(resolve));
  next.kill();
  expect(await ended).toContain('SIGKILL');
});

it('tells whoever is given it that it has ended meanwhile', async () => {
  spawnAhead('inferenceProcess');
  const given = spawn('inferenceProcess');
  given.kill();
  await new Promise((resolve) => given.onClose(resolve));
  expect(await new Promise((resolve) => given.onClose(resolve))).toContain('SIGKILL');
});
