import { expect, it } from 'vitest';
import { defaultChannelLimits, InferenceChannel } from '../../../../src/engine/inference/inferenceChannel.ts';
import type { InferenceReply, InferenceRequest } from '../../../../src/engine/inference/protocol.ts';
import type { ChildTransport } from '../../../../src/shared/rpc/transport.ts';

/** A channel to processes that say only what they are told to say. */
function open(atATime: number) {
  const sent: number[][] = [];
  const says: ((reply: InferenceReply) => void)[] = [];
  const dies: ((reason: string) => void)[] = [];
  const start = (): ChildTransport => {
    const ids: number[] = [];
    sent.push(ids);
    return {
      processId: undefined,
      post: async (message) => {
        const request = message as InferenceRequest;
        if (request.type === 'do') ids.push(request.id);
      },
      onMessage: (listener) => void says.push(listener),
      onClose: (listener) => void dies.push(listener),
      close: () => undefined,
      kill: () => undefined,
    };
  };
  const setup = { device: 'cpu', precision: 'single', threads: atATime, atATime, together: 1 } as const;
  const channel = new InferenceChannel(start, setup, { ...defaultChannelLimits, maximumSent: 2 * atATime });
  const ask = (urgency: 'now' | 'later') => channel.perform({ kind: 'about' }, undefined, urgency).catch(String);
  return { sent, ask, says: (reply: InferenceReply) => says.at(-1)?.(reply), dies: () => dies.at(-1)?.('it died') };
}

const done = (id: number): InferenceReply => ({
  type: 'done',
  id,
  result: { kind: 'run', outputs: {}, device: 'cpu', runMs: 1, trouble: null },
});

it('has the next task of each run at the process already, where they are wanted now', () => {
  const { sent, ask, says } = open(2);
  for (let i = 0; i < 6; i += 1) void ask('now');
  says({ type: 'ready' });
  expect(sent).toEqual([[1, 2, 3, 4]]);
  says(done(2));
  expect(sent).toEqual([[1, 2, 3, 4, 5]]);
});

it('sends what is wanted later only where it can begin at once', () => {
  const { sent, ask, says } = open(2);
  for (let i = 0; i < 4; i += 1) void ask('later');
  says({ type: 'ready' });
  expect(sent).toEqual([[1, 2]]);
  void ask('now');
  says(done(1));
  expect(sent).toEqual([[1, 2, 5]]);
});

it('sends the tasks that ran in a process that died alone to the next one', () => {
  const { sent, ask, says, dies } = open(2);
  for (let i = 0; i < 4; i += 1) void ask('now');
  says({ type: 'ready' });
  for (const id of [1, 2]) says({ type: 'started', id });
  dies();
  says({ type: 'ready' });
  expect(sent.at(-1)).toEqual([1]);
  says(done(1));
  expect(sent.at(-1)).toEqual([1, 2]);
  says(done(2));
  expect(sent.at(-1)).toEqual([1, 2, 3, 4]);
});
