import { cancelledError } from '../base/cancel.ts';
import { AppError, failureOf, toAppError } from '../base/errors.ts';
import type { Method } from '../contract/service.ts';
import { protocolVersion } from '../contract/system.ts';
import { type Frame, parseFrame } from './frame.ts';
import type { Transport } from './transport.ts';
import type { Announce, ContractDefinition, Handlers } from './types.ts';

/** The answering end of any number of wires. */
export interface RpcServer<Contract extends ContractDefinition> {
  /** Serves one more wire until it closes; `onGone` runs then. */
  connect(transport: Transport, onGone?: () => void): void;
  announce: Announce<Contract>;
  /** Passes an event on by name; what the contract does not know is dropped. */
  announceAny(service: string, event: string, payload: unknown): void;
}

export interface RpcServerOptions {
  readonly protocol?: number;
  /** Told about every failure that nobody expected, for the log. */
  readonly onFault?: (where: string, error: AppError) => void;
  /** One more wire speaks our version and hears events from now on. */
  readonly onGreeted?: () => void;
}

type Handler = (input: unknown, signal: AbortSignal) => Promise<unknown>;

/** Serves `contract` with `handlers`; refuses to exist where a method lacks a schema or a handler, or has one too many. */
export function createServer<const Contract extends ContractDefinition>(
  contract: Contract,
  handlers: Handlers<Contract>,
  options: RpcServerOptions = {},
): RpcServer<Contract> {
  const protocol = options.protocol ?? protocolVersion;
  const registry = register(contract, handlers);
  const wires = new Set<(frame: Frame) => void>();

  const announceAny = (service: string, event: string, payload: unknown) => {
    const checked = contract[service]?.events[event]?.safeParse(payload);
    if (checked?.success === true) {
      for (const send of wires) send({ type: 'event', service, event, payload });
    } else {
      options.onFault?.(
        `${service}.${event}`,
        new AppError('internal', 'An event is not what the contract says.', { cause: checked?.error }),
      );
    }
  };

  async function answer(frame: Extract<Frame, { type: 'call' }>, signal: AbortSignal): Promise<Frame> {
    const where = `${frame.service}.${frame.method}`;
    try {
      const entry = registry.get(where);
      if (entry === undefined) throw new AppError('usage', `Patina has no call ${where}.`);
      const input = entry.method.input.safeParse(frame.input);
      if (!input.success) {
        const issue = input.error.issues[0];
        const place = issue === undefined || issue.path.length === 0 ? 'the whole' : issue.path.join('.');
        throw new AppError('usage', `${where} was given a wrong ${place}: ${issue?.message ?? 'not understood'}.`);
      }
      const output = await entry.handler(input.data, signal);
      const checked = entry.method.output.safeParse(output);
      if (!checked.success) {
        throw new AppError('internal', `The answer of ${where} is not what the contract says.`, {
          cause: checked.error,
        });
      }
      return { type: 'reply', id: frame.id, output: checked.data };
    } catch (thrown) {
      const error = signal.aborted ? cancelledError() : toAppError(thrown);
      if (error.code === 'internal') options.onFault?.(where, error);
      return { type: 'fail', id: frame.id, failure: failureOf(error) };
    }
  }

  function connect(transport: Transport, onGone?: () => void): void {
    const running = new Map<number, AbortController>();
    let greeted = false;
    const send = (frame: Frame) => {
      transport.post(frame).catch(() => transport.close());
    };
    transport.onMessage((message) => {
      const frame = parseFrame(message);
      if (frame === null) return;
      if (frame.type === 'hello') {
        if (greeted) return;
        send({ type: 'hello', protocol });
        if (frame.protocol !== protocol) {
          transport.close();
          return;
        }
        greeted = true;
        wires.add(send);
        options.onGreeted?.();
      } else if (frame.type === 'call' && greeted) {
        const controller = new AbortController();
        running.set(frame.id, controller);
        void answer(frame, controller.signal)
          .then(send)
          .finally(() => running.delete(frame.id));
      } else if (frame.type === 'cancel') {
        running.get(frame.id)?.abort();
      }
    });
    transport.onClose(() => {
      wires.delete(send);
      for (const controller of running.values()) controller.abort();
      onGone?.();
    });
  }

  return { connect, announce: announceAny, announceAny };
}

function register<Contract extends ContractDefinition>(
  contract: Contract,
  handlers: Handlers<Contract>,
): ReadonlyMap<string, { method: Method; handler: Handler }> {
  const registry = new Map<string, { method: Method; handler: Handler }>();
  const given = handlers as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  for (const [service, { methods }] of Object.entries(contract)) {
    for (const [name, method] of Object.entries(methods)) {
      const handler = given[service]?.[name];
      if (typeof handler !== 'function') throw new Error(`The call ${service}.${name} has no handler.`);
      if (!isSchema(method.input) || !isSchema(method.output)) {
        throw new Error(`The call ${service}.${name} lacks a schema for what goes in or comes out.`);
      }
      registry.set(`${service}.${name}`, { method, handler: handler as Handler });
    }
  }
  for (const [service, methods] of Object.entries(given)) {
    for (const name of Object.keys(methods)) {
      if (!registry.has(`${service}.${name}`)) throw new Error(`The handler ${service}.${name} is in no contract.`);
    }
  }
  return registry;
}

function isSchema(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'safeParse' in value;
}
