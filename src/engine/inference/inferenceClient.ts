import { availableParallelism } from 'node:os';
import { invariant } from '../../shared/base/assert.ts';
import { AppError, saidOf, toAppError } from '../../shared/base/errors.ts';
import { inEnglish, type Sentence, sentence } from '../../shared/base/sentence.ts';
import type { ChildTransport } from '../../shared/rpc/transport.ts';
import {
  type DeviceName,
  type DeviceUse,
  type GraphName,
  type InferencePort,
  type NamedTensors,
  onCpu,
  type Precision,
  type Urgency,
} from '../ports.ts';
import { type ChannelLimits, defaultChannelLimits, InferenceChannel } from './inferenceChannel.ts';
import type { GraphFile } from './modelPacks.ts';
import type { InferenceResult, InferenceTask } from './protocol.ts';

/** What a client needs from its host. */
export interface InferenceClientOptions {
  /** Starts an inference process; called at first use and again after each death. */
  readonly start: () => ChildTransport;
  /** Finds the file behind a graph's name, e.g. `ModelPacks`. */
  readonly packs: { file(name: GraphName): GraphFile };
  /** The CPU by default. */
  readonly device?: DeviceName;
  /** Single by default. */
  readonly precision?: Precision;
  /** Pictures of one size that the device computes in one run; one by default. */
  readonly together?: number;
  /** Devices that take over one after the other where it fails, before the CPU does; none by default. */
  readonly next?: readonly DeviceUse[];
  /** Cores to use; all by default. */
  readonly threads?: number;
  readonly limits?: Partial<ChannelLimits>;
  /** Whether another device takes over for good when one fails; true by default. */
  readonly fallBack?: boolean;
}

type ResultOf<Kind extends InferenceResult['kind']> = Extract<InferenceResult, { kind: Kind }>;
/** The inputs and outputs of a graph and the device that it was loaded on. */
export type LoadedGraph = ResultOf<'load'>;
/** Versions, providers and memory of the inference process. */
export type AboutInference = ResultOf<'about'>;

/**
 * More tiles at a time than this take memory, a hundred megabytes each, and gain little: from there on each has two cores
 * or more.
 */
export const mostAtATime = 4;

/** Runs networks in a process of its own, which is started at first use and again when it dies. */
export class InferenceClient implements InferencePort {
  readonly #packs: { file(name: GraphName): GraphFile };
  readonly #makeChannel: (use: DeviceUse) => InferenceChannel;
  readonly #fallsBack: boolean;
  readonly #next: DeviceUse[];
  /** By what they say in English. */
  readonly #troubles = new Map<string, Sentence>();
  /** Channels that were given up and still have work, and the one in use. */
  readonly #channels = new Set<InferenceChannel>();
  #channel: InferenceChannel;
  /** The device of `#channel`. */
  #wanted: DeviceName;
  #device: DeviceName;
  #atATime = 1;
  #runMs = 0;

  constructor(options: InferenceClientOptions) {
    const { start, packs, threads = availableParallelism(), limits, fallBack = true } = options;
    const { device = onCpu.device, precision = onCpu.precision, together = 1 } = options;
    this.#next = [...(options.next ?? [])];
    this.#packs = packs;
    this.#makeChannel = (use) => {
      const all = { ...defaultChannelLimits, ...limits };
      const batch = use.together ?? 1;
      const atATime = use.device === 'cpu' ? Math.min(threads, mostAtATime) : 1;
      this.#atATime = batch * atATime;
      // While one run is computed, all of the next are there.
      const maximumSent = Math.max(all.maximumSent, 2 * this.#atATime);
      return new InferenceChannel(start, { ...use, threads, atATime, together: batch }, { ...all, maximumSent });
    };
    this.#fallsBack = fallBack;
    this.#wanted = device;
    this.#device = device;
    this.#channel = this.#makeChannel({ device, precision, together });
    this.#channels.add(this.#channel);
  }

  async run(
    graph: GraphName,
    inputs: NamedTensors,
    signal?: AbortSignal,
    urgency: Urgency = 'now',
  ): Promise<NamedTensors> {
    for (const [name, { shape, data }] of Object.entries(inputs)) {
      const size = shape.reduce((product, length) => product * length, 1);
      invariant(size === data.length, `the input '${name}' holds ${size} values as its shape says, not ${data.length}`);
    }
    const file = this.#packs.file(graph);
    const result = await this.#perform('run', { kind: 'run', graph: file, inputs }, signal, urgency);
    if (!file.onlyCpu) this.#device = result.device;
    if (result.trouble !== null) this.#note(result.trouble);
    this.#runMs += result.runMs;
    return result.outputs;
  }

  recycle(outputs: NamedTensors): void {
    for (const { data } of Object.values(outputs)) this.#channel.recycle(data);
  }

  async load(graph: GraphName, signal?: AbortSignal): Promise<LoadedGraph> {
    const file = this.#packs.file(graph);
    const result = await this.#perform('load', { kind: 'load', graph: file }, signal);
    if (!file.onlyCpu) this.#device = result.device;
    return result;
  }

  /** Asks the process about itself. */
  about(signal?: AbortSignal): Promise<AboutInference> {
    return this.#perform('about', { kind: 'about' }, signal);
  }

  device(): DeviceName {
    return this.#device;
  }

  atATime(): number {
    return this.#atATime;
  }

  troubles(): readonly Sentence[] {
    return [...this.#troubles.values()];
  }

  /** Milliseconds spent inside the networks so far, all runs together. */
  networkMs(): number {
    return this.#runMs;
  }

  /** Ends the processes as soon as they have done what was begun. */
  retire(): void {
    for (const channel of this.#channels) channel.retire(() => this.#channels.delete(channel));
  }

  async close(): Promise<void> {
    await Promise.all([...this.#channels].map((channel) => channel.close()));
  }

  async #perform<Kind extends InferenceResult['kind']>(
    kind: Kind,
    task: InferenceTask,
    signal: AbortSignal | undefined,
    urgency: Urgency = 'now',
  ): Promise<ResultOf<Kind>> {
    for (;;) {
      const channel = this.#channel;
      try {
        const result = await channel.perform(task, signal, urgency);
        if (isOf(kind, result)) return result;
        throw new AppError('internal', `Expected the result of '${kind}' but received '${result.kind}'.`);
      } catch (thrown) {
        const error = toAppError(thrown);
        const mayFallBack = this.#fallsBack && (channel !== this.#channel || this.#wanted !== 'cpu');
        if (error.code !== 'inference-failed' || !mayFallBack) throw error;
        this.#fallBack(channel, saidOf(error));
      }
    }
  }

  /** From here on another device does the work; what this one still has to do may end there, or comes here too. */
  #fallBack(failed: InferenceChannel, reason: Sentence): void {
    if (failed !== this.#channel) return;
    const next = this.#next.shift() ?? onCpu;
    this.#note(sentence('said.deviceGivenUp', { device: this.#wanted, next: next.device, reason }));
    this.#wanted = next.device;
    this.#channel = this.#makeChannel(next);
    this.#channels.add(this.#channel);
    failed.retire(() => this.#channels.delete(failed));
  }

  #note(trouble: Sentence): void {
    this.#troubles.set(inEnglish(trouble), trouble);
  }
}

function isOf<Kind extends InferenceResult['kind']>(kind: Kind, result: InferenceResult): result is ResultOf<Kind> {
  return result.kind === kind;
}
