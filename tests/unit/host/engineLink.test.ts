import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { EngineLink } from '../../../src/host/engineLink.ts';
import type { ChildTransport } from '../../../src/shared/rpc/transport.ts';

/** A process that says nothing until it is gone. */
class SilentProcess implements ChildTransport {
  readonly processId = 1;
  #listeners: ((reason: string) => void)[] = [];

  post(): Promise<void> {
    return Promise.resolve();
  }

  onMessage(): void {}

  onClose(listener: (reason: string) => void): void {
    this.#listeners.push(listener);
  }

  close(): void {
    this.die('closed');
  }

  kill(): void {}

  die(reason: string): void {
    for (const listener of this.#listeners) listener(reason);
  }
}

function neverAsked(): Promise<never> {
  return Promise.reject(new Error('a process that says nothing asks for nothing'));
}

function linkOf(started: SilentProcess[]): EngineLink {
  return new EngineLink({
    spawn: () => {
      const child = new SilentProcess();
      started.push(child);
      return child;
    },
    host: { resolve: neverAsked, issue: neverAsked, offerDownload: neverAsked },
    settings: neverAsked,
    onState: () => undefined,
    onEvent: () => undefined,
  });
}

/** Longer than the wait before a first restart. */
const longEnoughMs = 500;

it('starts an engine that died again', async () => {
  const started: SilentProcess[] = [];
  const link = linkOf(started);
  link.client().catch(() => undefined);
  started[0]?.die('killed');
  expect(link.state.state).toBe('restarting');
  await expect.poll(() => started.length).toBe(2);
  await link.close();
});

it('starts none once it is closed, be it between a death and the next start or later', async () => {
  const started: SilentProcess[] = [];
  const link = linkOf(started);
  link.client().catch(() => undefined);
  started[0]?.die('killed');
  await link.close();
  await setTimeout(longEnoughMs);
  expect(started).toHaveLength(1);
  await expect(link.client()).rejects.toMatchObject({ code: 'connection-lost' });
  expect(started).toHaveLength(1);
});
