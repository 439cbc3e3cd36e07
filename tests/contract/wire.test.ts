import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { AppError } from '../../src/shared/base/errors.ts';
import { sentence } from '../../src/shared/base/sentence.ts';
import { defineService } from '../../src/shared/contract/service.ts';
import { protocolVersion } from '../../src/shared/contract/system.ts';
import { createClient } from '../../src/shared/rpc/client.ts';
import { forwardTo } from '../../src/shared/rpc/forward.ts';
import { inProcessPair } from '../../src/shared/rpc/inProcess.ts';
import { createServer } from '../../src/shared/rpc/server.ts';
import type { Handlers } from '../../src/shared/rpc/types.ts';
import { type Wire, wires } from './wires.ts';

const sums = {
  sums: defineService({
    methods: {
      add: {
        input: z.strictObject({ a: z.number(), b: z.number().default(1) }),
        output: z.strictObject({ sum: z.number() }),
      },
      wait: { input: z.strictObject({}), output: z.strictObject({}) },
      fail: { input: z.strictObject({ known: z.boolean() }), output: z.strictObject({}) },
      lie: { input: z.strictObject({}), output: z.strictObject({ truth: z.literal(true) }) },
    },
    events: { added: z.strictObject({ sum: z.number() }) },
  }),
} as const;

let seenAbort = false;
const handlers: Handlers<typeof sums> = {
  sums: {
    add: async ({ a, b }) => ({ sum: a + b }),
    wait: (_input, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          seenAbort = true;
          reject(new Error('stopped'));
        });
      }),
    fail: async ({ known }) => {
      throw known ? new AppError('disk-full', sentence('said.outputNoRoom', { file: 'a.png' })) : new Error('surprise');
    },
    lie: async () => ({ truth: false }) as unknown as { truth: true },
  },
};

describe.each(Object.entries(wires))('a contract over %s', (_name, connect) => {
  let wire: Wire;
  beforeEach(async () => {
    seenAbort = false;
    wire = await connect();
  });
  afterEach(() => wire.dispose());

  const open = () => {
    const server = createServer(sums, handlers);
    server.connect(wire.far);
    return { server, client: createClient(sums, wire.near) };
  };

  it('answers a call, defaults filled in', async () => {
    const { client } = open();
    await client.ready;
    expect(await client.services.sums.add({ a: 2 })).toEqual({ sum: 3 });
  });

  it('refuses a wrong input before it is sent', async () => {
    const { client } = open();
    await expect(client.services.sums.add({ a: 'two' } as never)).rejects.toMatchObject({ code: 'usage' });
  });

  it('refuses a wrong input that was sent all the same', async () => {
    open();
    const failed = new Promise((resolve) => {
      wire.near.onMessage((message) => {
        if ((message as { type: string }).type === 'fail') resolve(message);
      });
    });
    await wire.near.post({ type: 'call', id: 900, service: 'sums', method: 'add', input: { a: {} } });
    expect(await failed).toMatchObject({ id: 900, failure: { code: 'usage', said: null } });
  });

  it('refuses a call that the contract does not have', async () => {
    const { client } = open();
    await expect(client.call('sums', 'subtract', {})).rejects.toMatchObject({ code: 'internal' });
  });

  it('hands an expected failure over with its code and sentence', async () => {
    const { client } = open();
    await expect(client.services.sums.fail({ known: true })).rejects.toMatchObject({
      code: 'disk-full',
      message: 'There is no space left to write a.png. Free some and try again.',
      said: { key: 'said.outputNoRoom', values: { file: 'a.png' } },
    });
  });

  it('turns a surprise into an internal error', async () => {
    const { client } = open();
    await expect(client.services.sums.fail({ known: false })).rejects.toMatchObject({ code: 'internal' });
  });

  it('does not let a wrong answer through', async () => {
    const { client } = open();
    await expect(client.services.sums.lie({})).rejects.toMatchObject({ code: 'internal' });
  });

  it('cancels a call on both ends', async () => {
    const { client } = open();
    const abort = new AbortController();
    const call = client.services.sums.wait({}, abort.signal);
    await client.services.sums.add({ a: 1 });
    abort.abort();
    await expect(call).rejects.toMatchObject({ code: 'cancelled' });
    await client.services.sums.add({ a: 1 });
    expect(seenAbort).toBe(true);
  });

  it('announces events to those who listen', async () => {
    const { client, server } = open();
    await client.ready;
    const heard = new Promise((resolve) => client.services.sums.on('added', resolve));
    server.announce('sums', 'added', { sum: 7 });
    expect(await heard).toEqual({ sum: 7 });
  });

  it('rejects pending calls when the wire is lost, and stops their work', async () => {
    const { client } = open();
    const call = client.services.sums.wait({});
    await client.services.sums.add({ a: 1 });
    wire.cut();
    await expect(call).rejects.toMatchObject({ code: 'connection-lost' });
    await expect(client.services.sums.add({ a: 1 })).rejects.toMatchObject({ code: 'connection-lost' });
    await expect.poll(() => seenAbort).toBe(true);
  });

  it('parts from an end that speaks another version', async () => {
    createServer(sums, handlers, { protocol: 999 }).connect(wire.far);
    const client = createClient(sums, wire.near);
    await expect(client.ready).rejects.toThrow(/version 999/);
    await expect(client.services.sums.add({ a: 1 })).rejects.toMatchObject({ code: 'connection-lost' });
  });

  it('answers no call before the greeting', async () => {
    createServer(sums, handlers).connect(wire.far);
    const messages: unknown[] = [];
    wire.near.onMessage((message) => messages.push(message));
    await wire.near.post({ type: 'call', id: 1, service: 'sums', method: 'add', input: { a: 1 } });
    await wire.near.post({ type: 'hello', protocol: protocolVersion });
    await expect.poll(() => messages.length).toBe(1);
    expect(messages).toEqual([{ type: 'hello', protocol: protocolVersion }]);
  });

  it('passes calls and cancellation on through a host', async () => {
    const { client: inner } = open();
    const [near, far] = inProcessPair();
    createServer(
      sums,
      forwardTo(sums, () => inner),
    ).connect(far);
    const outer = createClient(sums, near);
    expect(await outer.services.sums.add({ a: 2, b: 2 })).toEqual({ sum: 4 });
    const abort = new AbortController();
    const call = outer.services.sums.wait({}, abort.signal);
    await outer.services.sums.add({ a: 1 });
    abort.abort();
    await expect(call).rejects.toMatchObject({ code: 'cancelled' });
    await expect.poll(() => seenAbort).toBe(true);
  });
});

describe('a server', () => {
  it('does not start without a handler for every call', () => {
    expect(() => createServer(sums, { sums: {} } as never)).toThrow(/sums\.add has no handler/);
  });

  it('does not start with a handler that no contract knows', () => {
    expect(() => createServer(sums, { sums: { ...handlers.sums, extra: async () => ({}) } } as never)).toThrow(
      /sums\.extra is in no contract/,
    );
  });

  it('does not start with a call that lacks a schema', () => {
    const broken = { sums: { methods: { add: { input: z.number() } }, events: {} } };
    expect(() => createServer(broken as never, { sums: { add: async () => ({}) } } as never)).toThrow(/lacks a schema/);
  });
});
