import { setTimeout } from 'node:timers/promises';
import { AppError, toAppError } from '../shared/base/errors.ts';
import type { DocumentId } from '../shared/base/ids.ts';
import { sentence } from '../shared/base/sentence.ts';
import type { KeptChange, KeptPicture } from '../shared/contract/hosting.ts';
import { engineContract, type hostContract, hostContract as hostDefinition } from '../shared/contract/hosting.ts';
import { contract } from '../shared/contract/index.ts';
import type { EngineState, Settings } from '../shared/contract/system.ts';
import { createClient, type RpcClient } from '../shared/rpc/client.ts';
import { createServer } from '../shared/rpc/server.ts';
import { sharedTransport } from '../shared/rpc/sharedTransport.ts';
import type { ChildTransport } from '../shared/rpc/transport.ts';
import type { Handlers } from '../shared/rpc/types.ts';

const { shell: _shell, ...engineServices } = contract;
/** Everything the engine process answers: the public contract without what only a host can do, and the private part. */
export const servedByEngine = { ...engineServices, ...engineContract } as const;
export type EngineClient = RpcClient<typeof servedByEngine>;

export interface EngineLinkOptions {
  readonly spawn: () => ChildTransport;
  readonly host: Handlers<typeof hostContract>['host'];
  /** The preferences that a new engine starts with. */
  readonly settings: () => Promise<Settings>;
  readonly onState: (state: EngineState) => void;
  readonly onEvent: (service: string, event: string, payload: unknown) => void;
}

/** More deaths than this within the window, and the engine is given up until somebody asks for it again. */
const mostDeaths = 5;
const deathWindowMs = 60_000;
const restartWaitMs = 200;
const closeWaitMs = 3000;

/**
 * The host's line to its engine process. When the process dies it is started again and given back every picture with
 * its whole history; restorations that were at work go on. Calls made meanwhile wait.
 */
export class EngineLink {
  readonly #options: EngineLinkOptions;
  readonly #kept = new Map<DocumentId, KeptPicture>();
  #client: Promise<EngineClient> | undefined;
  #transport: ChildTransport | undefined;
  #deaths: number[] = [];
  #state: EngineState = { state: 'running', reason: null };
  #closed = false;

  constructor(options: EngineLinkOptions) {
    this.#options = options;
  }

  get state(): EngineState {
    return this.#state;
  }

  /** Undefined where no engine runs. */
  get processId(): number | undefined {
    return this.#transport?.processId;
  }

  /** The engine as it is now or will be in a moment; starts one where there is none. */
  client(): Promise<EngineClient> {
    if (this.#closed) return Promise.reject(closing());
    this.#client ??= this.#start();
    return this.#client;
  }

  /** One call by name, for routers. */
  async call(service: string, method: string, input: unknown, signal?: AbortSignal): Promise<unknown> {
    const client = await this.client();
    return client.call(service, method, input, signal);
  }

  /** Ends the engine and everything it started. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const transport = this.#transport;
    if (transport === undefined) return;
    const gone = new Promise<void>((resolve) => transport.onClose(() => resolve()));
    await this.#sayEnd();
    transport.close();
    const patience = new AbortController();
    const late = setTimeout(closeWaitMs, null, { signal: patience.signal }).then(() => transport.kill());
    late.catch(() => undefined); // Called off because it ended by itself.
    await gone;
    patience.abort();
  }

  /** The engine may leave things in order; one that does not answer in time has had its chance. */
  async #sayEnd(): Promise<void> {
    const patience = new AbortController();
    const said = (async () => (await this.#client)?.services.engine.end({}))();
    const late = setTimeout(closeWaitMs, null, { signal: patience.signal });
    await Promise.race([said, late]).catch(() => undefined); // It is gone already, which is what was wanted.
    patience.abort();
    await Promise.allSettled([late]);
  }

  async #start(): Promise<EngineClient> {
    const transport = this.#options.spawn();
    this.#transport = transport;
    const wire = sharedTransport(transport);
    createServer(hostDefinition, { host: this.#options.host }).connect(wire);
    const client = createClient(servedByEngine, wire);
    client.onClose((error) => this.#lost(transport, error));
    client.services.engine.on('kept', (change) => this.#keep(change));
    client.services.picture.on('closed', ({ document }) => this.#kept.delete(document));
    client.onAnyEvent((service, event, payload) => {
      if (service !== 'engine') this.#options.onEvent(service, event, payload);
    });
    await client.ready;
    await client.services.engine.configure(await this.#options.settings());
    const pictures = [...this.#kept.values()];
    if (pictures.length > 0) await client.services.engine.restore({ pictures });
    this.#tell({ state: 'running', reason: null });
    return client;
  }

  #keep({ from, ...picture }: KeptChange): void {
    const before = this.#kept.get(picture.document)?.history.nodes ?? [];
    const nodes = [...before.slice(0, from), ...picture.history.nodes];
    this.#kept.set(picture.document, { ...picture, history: { ...picture.history, nodes } });
  }

  #lost(transport: ChildTransport, error: AppError): void {
    if (transport !== this.#transport) return;
    this.#transport = undefined;
    this.#client = undefined;
    transport.kill();
    if (this.#closed) return;
    const now = Date.now();
    this.#deaths = [...this.#deaths.filter((at) => now - at < deathWindowMs), now];
    const reason = error.said ?? error.message;
    if (this.#deaths.length > mostDeaths) {
      this.#tell({
        state: 'failed',
        reason: sentence('said.engineEndedOften', { times: this.#deaths.length, reason }),
      });
      return;
    }
    this.#tell({ state: 'restarting', reason: sentence('said.engineEnded', { reason }) });
    this.#client = setTimeout(restartWaitMs * this.#deaths.length).then(() => {
      // Closed in between: an engine that was started now would never be ended.
      if (this.#closed) throw closing();
      return this.#start();
    });
    // Whoever waits for it learns of a failure; where nobody does, `#lost` runs again and says so.
    this.#client.catch((thrown: unknown) => toAppError(thrown));
  }

  #tell(state: EngineState): void {
    const changed = state.state !== this.#state.state;
    this.#state = state;
    if (changed) this.#options.onState(state);
  }
}

function closing(): AppError {
  return new AppError('connection-lost', sentence('said.closing'));
}
