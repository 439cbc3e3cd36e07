import { cancelledError } from '../base/cancel.ts';
import { AppError, errorOf } from '../base/errors.ts';
import { sentence } from '../base/sentence.ts';
import { protocolVersion } from '../contract/system.ts';
import { type Frame, parseFrame } from './frame.ts';
import type { Transport } from './transport.ts';
import type { ContractDefinition, Services } from './types.ts';

/** The calling end of a wire. */
export interface RpcClient<Contract extends ContractDefinition> {
  /**
   * `services.picture.open({ grant }, signal)` and `services.picture.on('changed', listener)`: what goes in and comes out
   * is checked here as well as on the other end.
   */
  readonly services: Services<Contract>;
  /** Resolves when the other end has said that it speaks the same protocol; rejects where it does not. */
  readonly ready: Promise<void>;
  /** Called once when the wire is lost; pending calls reject with `connection-lost` first. */
  onClose(listener: (error: AppError) => void): void;
  /** One call by name, for hosts that pass calls on. */
  call(service: string, method: string, input: unknown, signal?: AbortSignal): Promise<unknown>;
  /** Every event by name, for hosts that pass events on. */
  onAnyEvent(listener: (service: string, event: string, payload: unknown) => void): () => void;
  close(): void;
}

interface Pending {
  resolve(output: unknown): void;
  reject(error: AppError): void;
}

/** Speaks `contract` over `transport`. Calls may be made at once; they are answered after the greeting. */
export function createClient<const Contract extends ContractDefinition>(
  contract: Contract,
  transport: Transport,
  protocol: number = protocolVersion,
): RpcClient<Contract> {
  const pending = new Map<number, Pending>();
  const listeners = new Set<(service: string, event: string, payload: unknown) => void>();
  const closeListeners: ((error: AppError) => void)[] = [];
  let greet: () => void = () => undefined;
  let refuse: (error: AppError) => void = () => undefined;
  const ready = new Promise<void>((resolve, reject) => {
    greet = resolve;
    refuse = reject;
  });
  ready.catch(() => undefined); // Whoever does not wait for the greeting learns of it from the calls.
  let lost: AppError | undefined;
  let nextId = 0;

  const lose = (error: AppError) => {
    if (lost !== undefined) return;
    lost = error;
    refuse(error);
    for (const waiting of pending.values()) waiting.reject(error);
    pending.clear();
    for (const listener of closeListeners) listener(error);
    transport.close();
  };
  const send = (frame: Frame) => {
    transport.post(frame).catch((cause: unknown) => lose(lostError(String(cause))));
  };

  transport.onMessage((message) => {
    const frame = parseFrame(message);
    if (frame === null || lost !== undefined) return;
    if (frame.type === 'hello') {
      if (frame.protocol === protocol) greet();
      else lose(new AppError('connection-lost', sentence('said.versions', { ours: protocol, theirs: frame.protocol })));
    } else if (frame.type === 'reply') {
      pending.get(frame.id)?.resolve(frame.output);
    } else if (frame.type === 'fail') {
      pending.get(frame.id)?.reject(errorOf(frame.failure));
    } else if (frame.type === 'event') {
      const schema = contract[frame.service]?.events[frame.event];
      const payload = schema?.safeParse(frame.payload);
      if (payload?.success !== true) return;
      for (const listener of listeners) listener(frame.service, frame.event, payload.data);
    }
  });
  transport.onClose((reason) => lose(lostError(reason)));
  send({ type: 'hello', protocol });

  async function call(service: string, method: string, input: unknown, signal?: AbortSignal): Promise<unknown> {
    const definition = contract[service]?.methods[method];
    if (definition === undefined) throw new AppError('internal', `The contract has no call ${service}.${method}.`);
    if (signal?.aborted === true) throw cancelledError();
    const checked = definition.input.safeParse(input);
    if (!checked.success) {
      throw new AppError('usage', `The call ${service}.${method} was given something else than it takes.`, {
        cause: checked.error,
      });
    }
    if (lost !== undefined) throw lost;
    const id = nextId++;
    const cancel = () => {
      send({ type: 'cancel', id });
      pending.get(id)?.reject(cancelledError());
    };
    try {
      const output = await new Promise<unknown>((resolve, reject) => {
        pending.set(id, { resolve, reject });
        signal?.addEventListener('abort', cancel, { once: true });
        // What was asked is sent, not what the schema made of it: the other end applies its defaults itself.
        send({ type: 'call', id, service, method, input });
      });
      const answer = definition.output.safeParse(output);
      if (answer.success) return answer.data;
      throw new AppError('internal', `The answer to ${service}.${method} is not what the contract says.`, {
        cause: answer.error,
      });
    } finally {
      signal?.removeEventListener('abort', cancel);
      pending.delete(id);
    }
  }

  const onAnyEvent = (listener: (service: string, event: string, payload: unknown) => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };

  return {
    services: servicesOf(contract, call, onAnyEvent),
    ready,
    onClose(listener) {
      if (lost === undefined) closeListeners.push(listener);
      else listener(lost);
    },
    call,
    onAnyEvent,
    close: () => lose(lostError('closed by this end')),
  };
}

function servicesOf<Contract extends ContractDefinition>(
  contract: Contract,
  call: RpcClient<Contract>['call'],
  onAnyEvent: RpcClient<Contract>['onAnyEvent'],
): Services<Contract> {
  const entries = Object.entries(contract).map(([service, { methods }]) => {
    const calls = Object.keys(methods).map((method) => [
      method,
      (input: unknown, signal?: AbortSignal) => call(service, method, input, signal),
    ]);
    const on = (wanted: string, listener: (payload: unknown) => void) =>
      onAnyEvent((from, event, payload) => {
        if (from === service && event === wanted) listener(payload);
      });
    return [service, { ...Object.fromEntries(calls), on }];
  });
  return Object.fromEntries(entries) as Services<Contract>;
}

function lostError(reason: string): AppError {
  return new AppError('connection-lost', sentence('said.connectionLost', { reason }));
}
