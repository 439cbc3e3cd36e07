/** The only door to ONNX Runtime; reachable from the inference process alone, because a run blocks its thread. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { env, InferenceSession, listSupportedBackends, Tensor as RuntimeTensor } from 'onnxruntime-node';
import { AppError } from '../../shared/base/errors.ts';
import { sentence } from '../../shared/base/sentence.ts';
import type { DeviceName, DeviceUse, NamedTensors, Tensor } from '../ports.ts';
import type { BufferPool } from '../tiling/bufferPool.ts';
import { addedProviders } from './addedProviders.ts';
import type { GraphPort } from './protocol.ts';
import { runtimeNameOf } from './providers.ts';

/** How to open a graph. */
export interface SessionOptions extends DeviceUse {
  /** Threads of one run. */
  readonly threads: number;
  /**
   * Memory for results that are as large as what was given; whoever is done with an array gives it to this pool. Left to
   * itself, ONNX Runtime hands out memory of its own for each, which is held until the garbage collector comes by.
   */
  readonly results: BufferPool;
}

/** A loaded graph, ready to run. */
export interface Session {
  readonly inputs: readonly GraphPort[];
  readonly outputs: readonly GraphPort[];
  readonly device: DeviceName;
  /** Blocks the thread while the network runs. Rejects with `inference-failed`. */
  run(inputs: NamedTensors): Promise<NamedTensors>;
  /** Frees the native memory. */
  dispose(): Promise<void>;
}

/** ONNX Runtime's version and the providers that are part of it or were fetched beside it, by its own names. */
export function aboutRuntime(): { version: string; bundledProviders: readonly string[] } {
  const added = addedProviders(runtimeFolder());
  const present = listSupportedBackends().filter(({ name, bundled }) => bundled || added.includes(name));
  return { version: env.versions.node ?? 'unknown', bundledProviders: present.map((backend) => backend.name) };
}

/** Where ONNX Runtime's native library lies. */
function runtimeFolder(): string {
  const main = createRequire(import.meta.url).resolve('onnxruntime-node');
  return join(dirname(main), '..', 'bin', 'napi-v6', process.platform, process.arch);
}

/** Loads a graph from the bytes of its file; rejects with what ONNX Runtime says about it. */
export async function openSession(model: Uint8Array, options: SessionOptions): Promise<Session> {
  const { device } = options;
  const session = await InferenceSession.create(model, {
    executionProviders: [runtimeNameOf(device)],
    intraOpNumThreads: options.threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    // The arena keeps what a run needed, so that the next one need not fault it in again: up to 1.6 times as fast. Memory
    // patterns would keep a plan, and its block, for each of the many tile sizes.
    enableCpuMemArena: true,
    enableMemPattern: false,
    // Long enough for the next node of a run; threads that spin from one run to the next burn a quarter more of the cores
    // that decoding and encoding need, and those that sleep at once wake up too late for every node.
    extra: { session: { intra_op: { allow_spinning: '1', spin_duration_us: '50' } } },
    logSeverityLevel: 3,
  });
  const inputs = portsOf(session.inputMetadata);
  const outputs = portsOf(session.outputMetadata);
  return {
    inputs,
    outputs,
    device,
    run: async (given) => {
      const feeds = toFeeds(inputs, given);
      // Of other devices results are copied anyway.
      const results = await (device === 'cpu'
        ? session.run(feeds, roomFor(outputs, inputs, feeds, options.results))
        : session.run(feeds));
      return Object.fromEntries(Object.entries(results).map(([name, value]) => [name, fromRuntime(name, value)]));
    },
    dispose: () => session.release(),
  };
}

function portsOf(metadata: readonly InferenceSession.ValueMetadata[]): readonly GraphPort[] {
  return metadata.map((value) =>
    value.isTensor
      ? { name: value.name, type: value.type, shape: value.shape }
      : { name: value.name, type: 'not a tensor', shape: [] },
  );
}

function toFeeds(ports: readonly GraphPort[], given: NamedTensors): Record<string, RuntimeTensor> {
  const unknown = Object.keys(given).find((name) => !ports.some((port) => port.name === name));
  if (unknown !== undefined) {
    const known = ports.map((port) => port.name).join(', ');
    throw failure(`Expected the inputs ${known} but received '${unknown}'`);
  }
  const feeds: Record<string, RuntimeTensor> = {};
  for (const port of ports) {
    const tensor = Object.hasOwn(given, port.name) ? given[port.name] : undefined;
    if (tensor === undefined) throw failure(`Expected the input '${port.name}' but it was not given`);
    feeds[port.name] = toRuntime(port, tensor);
  }
  return feeds;
}

/** Memory for each result whose shape is that of an input; null where ONNX Runtime finds the shape. */
function roomFor(
  outputs: readonly GraphPort[],
  inputs: readonly GraphPort[],
  feeds: Readonly<Record<string, RuntimeTensor>>,
  results: BufferPool,
): Record<string, RuntimeTensor | null> {
  const rooms = outputs.map(({ name, type, shape }): [string, RuntimeTensor | null] => {
    const isNamed = shape.every((side) => side !== '');
    const alike = inputs.find((input) => isNamed && input.shape.join() === shape.join());
    const dims = alike === undefined ? undefined : feeds[alike.name]?.dims;
    if (dims === undefined || type !== 'float32') return [name, null];
    const length = dims.reduce((product, side) => product * side, 1);
    return [name, new RuntimeTensor('float32', results.take(length), dims)];
  });
  return Object.fromEntries(rooms);
}

function toRuntime(port: GraphPort, { data, shape }: Tensor): RuntimeTensor {
  if (port.type === 'float32' && data instanceof Float32Array) return new RuntimeTensor('float32', data, shape);
  if (port.type === 'int32' && data instanceof Int32Array) return new RuntimeTensor('int32', data, shape);
  if (port.type === 'int64' && data instanceof Int32Array) {
    return new RuntimeTensor('int64', BigInt64Array.from(data, BigInt), shape);
  }
  throw failure(`Expected ${port.type} for the input '${port.name}' but received ${data.constructor.name}`);
}

function fromRuntime(name: string, value: RuntimeTensor): Tensor {
  const shape = value.dims;
  if (value.type === 'float32') return { shape, data: finite(name, value.data as Float32Array) };
  if (value.type === 'int32') return { shape, data: value.data as Int32Array };
  if (value.type === 'int64') return { shape, data: Int32Array.from(value.data as BigInt64Array, Number) };
  throw failure(`The output '${name}' is of the type ${value.type}, which Patina does not read`);
}

/**
 * Zero times anything finite is zero, so one sum finds every NaN and infinity in a single cheap pass; four sums, for the
 * next tile waits meanwhile and a sum waits for the one before it.
 */
function finite(name: string, data: Float32Array): Float32Array {
  let [first, second, third, fourth] = [0, 0, 0, 0];
  const fours = data.length - (data.length % 4);
  for (let index = 0; index < fours; index += 4) {
    first += (data[index] as number) * 0;
    second += (data[index + 1] as number) * 0;
    third += (data[index + 2] as number) * 0;
    fourth += (data[index + 3] as number) * 0;
  }
  for (let index = fours; index < data.length; index += 1) first += (data[index] as number) * 0;
  if (first + second + third + fourth === 0) return data;
  throw failure(`The network produced values in '${name}' that are not numbers`);
}

function failure(reason: string): AppError {
  return new AppError('inference-failed', sentence('said.networkMisused', { reason }));
}
