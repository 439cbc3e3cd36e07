import type * as z from 'zod';
import type { ServiceDefinition } from '../contract/service.ts';

/** Services by name: the public contract, or the private one between a host and its engine. */
export type ContractDefinition = Readonly<Record<string, ServiceDefinition>>;

/**
 * What a caller sees: every method takes its input and, last, a signal that cancels the call. `on` listens to an event
 * of the service; call what it returns to stop.
 */
export type Services<Contract extends ContractDefinition> = {
  readonly [Service in keyof Contract]: {
    readonly [Name in keyof Contract[Service]['methods']]: (
      input: z.input<Contract[Service]['methods'][Name]['input']>,
      signal?: AbortSignal,
    ) => Promise<z.output<Contract[Service]['methods'][Name]['output']>>;
  } & {
    on<Event extends EventName<Contract, Service>>(
      event: Event,
      listener: (payload: EventPayload<Contract, Service, Event>) => void,
    ): () => void;
  };
};

/** What a server must bring: one handler for every method. Input has passed its schema; output still will. */
export type Handlers<Contract extends ContractDefinition> = {
  readonly [Service in keyof Contract]: {
    readonly [Name in keyof Contract[Service]['methods']]: (
      input: z.output<Contract[Service]['methods'][Name]['input']>,
      signal: AbortSignal,
    ) => Promise<z.input<Contract[Service]['methods'][Name]['output']>>;
  };
};

/** Names of the events of one service. */
export type EventName<
  Contract extends ContractDefinition,
  Service extends keyof Contract,
> = keyof Contract[Service]['events'] & string;

/** The payload of an event as a listener receives it. */
export type EventPayload<
  Contract extends ContractDefinition,
  Service extends keyof Contract,
  Event extends EventName<Contract, Service>,
> = z.output<Contract[Service]['events'][Event]>;

/** Announces an event to everybody who listens; the payload is checked before it leaves. */
export type Announce<Contract extends ContractDefinition> = <
  Service extends keyof Contract & string,
  Event extends EventName<Contract, Service>,
>(
  service: Service,
  event: Event,
  payload: z.input<Contract[Service]['events'][Event]>,
) => void;
