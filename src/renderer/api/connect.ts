/** Holds the wire to the engine: opens it, opens it again when it breaks, and refuses another protocol. */
import { AppError } from '../../shared/base/errors.ts';
import { sentence } from '../../shared/base/sentence.ts';
import { contract } from '../../shared/contract/index.ts';
import { protocolVersion } from '../../shared/contract/system.ts';
import { createClient, type RpcClient } from '../../shared/rpc/client.ts';
import type { Transport } from '../../shared/rpc/transport.ts';
import type { Connection } from '../state/connectionStore.ts';
import type { Client } from './client.ts';

type Wire = RpcClient<typeof contract>;
type AnyListener = (service: string, event: string, payload: unknown) => void;

interface ConnectOptions {
  readonly openTransport: () => Transport;
  readonly onStatus: (status: Connection['status']) => void;
  /** Waits between two attempts, in milliseconds, the last one again and again. */
  readonly waitsMs?: readonly number[];
}

const usualWaitsMs = [200, 500, 1000, 2000, 4000];

/** Calls made while the wire is down wait for it; calls that it broke under reject with `connection-lost`. */
export function connect({ openTransport, onStatus, waitsMs = usualWaitsMs }: ConnectOptions): Client {
  const listeners = new Set<AnyListener>();
  const waiting = new Set<(wire: Wire | AppError) => void>();
  let wire: Wire | null = null;
  let refused: AppError | null = null;
  let attempt = 0;

  const settle = (outcome: Wire | AppError): void => {
    for (const take of waiting) take(outcome);
    waiting.clear();
  };

  const welcome = async (next: Wire): Promise<void> => {
    try {
      await next.ready;
    } catch {
      // `onClose` hears of it as well, and decides what to do.
      return;
    }
    wire = next;
    attempt = 0;
    settle(next);
    onStatus('open');
  };

  const open = (): void => {
    const transport = openTransport();
    let spokenVersion = protocolVersion;
    transport.onMessage((message) => {
      spokenVersion = protocolOf(message) ?? spokenVersion;
    });
    const next = createClient(contract, transport);
    next.onAnyEvent((...event) => {
      for (const listener of listeners) listener(...event);
    });
    void welcome(next);
    next.onClose((error) => {
      wire = null;
      if (spokenVersion !== protocolVersion) {
        refused = error;
        settle(error);
        onStatus('refused');
        return;
      }
      onStatus('lost');
      setTimeout(open, waitsMs[Math.min(attempt, waitsMs.length - 1)] ?? 0);
      attempt += 1;
    });
  };
  open();

  const wireNow = (signal?: AbortSignal): Promise<Wire> =>
    new Promise((resolve, reject) => {
      if (wire !== null) return resolve(wire);
      if (refused !== null) return reject(refused);
      const take = (outcome: Wire | AppError): void =>
        outcome instanceof AppError ? reject(outcome) : resolve(outcome);
      waiting.add(take);
      signal?.addEventListener('abort', () => {
        waiting.delete(take);
        reject(new AppError('cancelled', sentence('said.noConnection')));
      });
    });

  const listen = (service: string, name: string, listener: (payload: unknown) => void): (() => void) => {
    const filter: AnyListener = (from, event, payload) => {
      if (from === service && event === name) listener(payload);
    };
    listeners.add(filter);
    return () => listeners.delete(filter);
  };
  const services = Object.entries(contract).map(([service, { methods }]) => {
    const calls = Object.keys(methods).map((method) => [
      method,
      async (input: unknown, signal?: AbortSignal) => (await wireNow(signal)).call(service, method, input, signal),
    ]);
    return [service, { ...Object.fromEntries(calls), on: listen.bind(null, service) }];
  });
  return Object.fromEntries(services) as Client;
}

/** The version that the other end speaks, where the message is its greeting. */
function protocolOf(message: unknown): number | null {
  const greeting = message as { type?: unknown; protocol?: unknown } | null;
  return greeting?.type === 'hello' && typeof greeting.protocol === 'number' ? greeting.protocol : null;
}
