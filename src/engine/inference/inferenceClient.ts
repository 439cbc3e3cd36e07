import { availableParallelism } from 'node:os';
import { invariant } from '../../shared/base/assert.ts';
import { AppError } from '../../shared/base/errors.ts';
import type { ChildTransport } from '../../shared/rpc/transport.ts';
import type { DeviceName, GraphName, InferencePort, NamedTensors } from '../ports.ts';
import { type ChannelLimits, defaultChannelLimits, InferenceChannel } from './inferenceChannel.ts';
import type { GraphFile } from './modelPacks.ts';
import type { InferenceResult, InferenceTask } from './protocol.ts';
import type { DeviceRequest } from './providers.ts';

/** What a client needs from its host. */
export interface InferenceClientOptions {
  /** Starts an inference process; called at first use and again after each death. */
  readonly start: () => ChildTransport;
  /** Finds the file behind a graph's name, e.g. `ModelPacks`. */
  readonly packs: { file(name: GraphName): GraphFile };
  readonly device?: DeviceRequest;
  /** Threads of one run; all cores by default. */
  readonly threads?: number;
  readonly limits?: Partial<ChannelLimits>;
}

type ResultOf<Kind extends InferenceResult['kind']> = Extract<InferenceResult, { kind: Kind }>;
/** The inputs and outputs of a graph and the device that it was loaded on. */
export type LoadedGraph = ResultOf<'load'>;
/** Versions, providers and memory of the inference process. */
export type AboutInference = ResultOf<'about'>;

/** Runs networks in a process of its own, which is started at first use and again when it dies. */
export class InferenceClient implements InferencePort {
  readonly #packs: { file(name: GraphName): GraphFile };
  readonly #channel: InferenceChannel;
  #device: DeviceName = 'cpu';
  #runMs = 0;

  constructor({ start, packs, device = 'auto', threads = availableParallelism(), limits }: InferenceClientOptions) {
    this.#packs = packs;
    this.#channel = new InferenceChannel(start, { device, threads }, { ...defaultChannelLimits, ...limits });
  }

  async run(graph: GraphName, inputs: NamedTensors, signal?: AbortSignal): Promise<NamedTensors> {
    for (const [name, { shape, data }] of Object.entries(inputs)) {
      const size = shape.reduce((product, length) => product * length, 1);
      invariant(size === data.length, `the input '${name}' holds ${size} values as its shape says, not ${data.length}`);
    }
    const result = await this.#perform('run', { kind: 'run', graph: this.#packs.file(graph), inputs }, signal);
    this.#device = result.device;
    this.#runMs += result.runMs;
    return result.outputs;
  }

  async load(graph: GraphName, signal?: AbortSignal): Promise<LoadedGraph> {
    const result = await this.#perform('load', { kind: 'load', graph: this.#packs.file(graph) }, signal);
    this.#device = result.device;
    return result;
  }

  /** Asks the process about itself. */
  about(signal?: AbortSignal): Promise<AboutInference> {
    return this.#perform('about', { kind: 'about' }, signal);
  }

  device(): DeviceName {
    return this.#device;
  }

  /** Milliseconds spent inside the networks so far, all runs together. */
  networkMs(): number {
    return this.#runMs;
  }

  close(): Promise<void> {
    return this.#channel.close();
  }

  async #perform<Kind extends InferenceResult['kind']>(
    kind: Kind,
    task: InferenceTask,
    signal: AbortSignal | undefined,
  ): Promise<ResultOf<Kind>> {
    const result = await this.#channel.perform(task, signal);
    if (isOf(kind, result)) return result;
    throw new AppError('internal', `Expected the result of '${kind}' but received '${result.kind}'.`);
  }
}

function isOf<Kind extends InferenceResult['kind']>(kind: Kind, result: InferenceResult): result is ResultOf<Kind> {
  return result.kind === kind;
}
