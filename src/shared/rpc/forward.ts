import type { RpcClient } from './client.ts';
import type { ContractDefinition, Handlers } from './types.ts';

/** Handlers that pass every call of `contract` on to another process, cancellation included. */
export function forwardTo<const Contract extends ContractDefinition>(
  contract: Contract,
  target: () => Pick<RpcClient<Contract>, 'call'>,
): Handlers<Contract> {
  const services = Object.entries(contract).map(([service, { methods }]) => [
    service,
    Object.fromEntries(
      Object.keys(methods).map((method) => [
        method,
        (input: unknown, signal: AbortSignal) => target().call(service, method, input, signal),
      ]),
    ),
  ]);
  return Object.fromEntries(services) as Handlers<Contract>;
}
