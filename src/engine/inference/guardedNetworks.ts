import { AppError, saidOf, toAppError } from '../../shared/base/errors.ts';
import { type Sentence, sentence } from '../../shared/base/sentence.ts';
import type { DeviceName, NamedTensors } from '../ports.ts';
import { BufferPool } from '../tiling/bufferPool.ts';
import { joined, parted, partOf } from './batches.ts';
import { GraphLoader } from './graphLoader.ts';
import { lacksHalf } from './lacksHalf.ts';
import type { GraphFile } from './modelPacks.ts';
import { isOutOfMemory } from './outOfMemory.ts';
import type { Session, SessionOptions } from './session.ts';
import { runWithinMemory, type TileLimit } from './smallerTiles.ts';

/** What a network answered, and on which device. */
export interface Answer {
  readonly outputs: NamedTensors;
  readonly device: DeviceName;
  /** Said where the device could not do it as it was asked to. */
  readonly trouble: Sentence | null;
}

/** Which device is used, and how: `threads` are the cores for all runs that are computed at a time. */
export interface NetworksOptions extends Omit<SessionOptions, 'results'> {
  readonly atATime: number;
}

/** Results that may be on their way at once. */
const mostResults = 2;

/**
 * Runs networks on one device. An answer of that device that cannot be right is asked of the CPU again; a tile for
 * which its memory is too little is done in parts.
 */
export class GuardedNetworks {
  readonly threads: number;
  #together: number;
  readonly #loader: GraphLoader;
  readonly #cpuLoader: GraphLoader;
  readonly #limits: Partial<Record<DeviceName, TileLimit>> = {};
  /** A picture's memory becomes that of the result of a later one. */
  readonly #results = new BufferPool(mostResults);

  constructor({ device, precision, threads: all, atATime, together = 1 }: NetworksOptions) {
    this.threads = all;
    this.#together = together;
    const results = this.#results;
    const threads = Math.max(1, Math.floor(all / atATime));
    this.#loader = new GraphLoader({ device, precision, threads, results });
    this.#cpuLoader =
      device === 'cpu' ? this.#loader : new GraphLoader({ device: 'cpu', precision: 'single', threads, results });
  }

  /** Pictures of one size that are worth one run: fewer as soon as memory was too little for so many. */
  get together(): number {
    return this.#together;
  }

  /** Rejects with `model-broken`, or with `inference-failed` where the device cannot take the network. */
  open(graph: GraphFile): Promise<Session> {
    return (graph.onlyCpu ? this.#cpuLoader : this.#loader).open(graph);
  }

  /**
   * The memory of `inputs` is used again: they must not be looked at afterwards. Rejects as `open` does, and with
   * `inference-failed` where the network fails on the CPU too, or the device has too little memory for any part of the tile.
   */
  async run(graph: GraphFile, inputs: NamedTensors): Promise<Answer> {
    const answer = await this.#answer(graph, inputs);
    const sizes = new Set(Object.values(answer.outputs).map(({ data }) => data.length));
    for (const { data } of Object.values(inputs)) if (sizes.has(data.length)) this.#giveBack(data);
    return answer;
  }

  /**
   * The answers to runs that differ in their pictures alone, from a single one; the results lie in the memory of the
   * pictures. Null, and nothing is touched, where they have to be done one by one: the device cannot, or one of the
   * answers cannot be right.
   */
  async runTogether(graph: GraphFile, all: readonly NamedTensors[]): Promise<readonly Answer[] | null> {
    const { tiled } = graph;
    const session = await this.open(graph).catch(() => null);
    if (tiled === null || session === null) return null;
    const { device } = session;
    const isFixed = session.inputs.some(({ name, shape }) => name === tiled.image && typeof shape[0] === 'number');
    if (isFixed || Number.isFinite(this.#limits[device]?.pixels ?? Number.POSITIVE_INFINITY)) return null;
    try {
      const outputs = await session.run(joined(all, tiled));
      const isWrong = all.some((inputs, index) => {
        const { length } = inputs[tiled.image]?.data ?? [];
        return isFlatWithoutReason(inputs, partOf(outputs, tiled, index, length));
      });
      if (isWrong) return null;
      return parted(outputs, all, tiled).map((each) => ({ outputs: each, device, trouble: null }));
    } catch (thrown) {
      if (isOutOfMemory(thrown)) this.#together = Math.floor(all.length / 2);
      return null;
    }
  }

  /** Only memory that holds nothing else. */
  #giveBack({ buffer, byteLength }: Float32Array | Int32Array): void {
    if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) this.#results.give(new Float32Array(buffer));
  }

  async #answer(graph: GraphFile, inputs: NamedTensors): Promise<Answer> {
    const session = await this.open(graph);
    const { device } = session;
    let reason: Sentence;
    try {
      const answer = await this.#runOn(session, graph, inputs);
      const isRight = () => !Object.values(answer.outputs).some(({ data }) => isFlatWithoutReason(inputs, data));
      if (device === 'cpu' || isRight()) return { ...answer, device };
      reason = sentence('said.deviceFlat', { device });
    } catch (thrown) {
      if (device === 'cpu' || isOutOfMemory(thrown)) throw thrown;
      reason = saidOf(toAppError(thrown));
    }
    const { outputs } = await this.#runOn(await this.#cpuLoader.open(graph), graph, inputs);
    return { outputs, device: 'cpu', trouble: sentence('said.cpuDidIt', { reason }) };
  }

  async #runOn(
    session: Session,
    { model, graph, tiled }: GraphFile,
    inputs: NamedTensors,
  ): Promise<Pick<Answer, 'outputs' | 'trouble'>> {
    const { device } = session;
    const limit = (this.#limits[device] ??= { pixels: Number.POSITIVE_INFINITY });
    try {
      const outputs =
        tiled === null
          ? await session.run(inputs)
          : await runWithinMemory((part) => session.run(part), inputs, tiled, limit);
      const isLimited = tiled !== null && Number.isFinite(limit.pixels);
      return { outputs, trouble: isLimited ? sentence('said.smallerTiles', { device }) : null };
    } catch (thrown) {
      if (thrown instanceof AppError) throw thrown;
      const detail = thrown instanceof Error ? thrown.message : String(thrown);
      const said = isOutOfMemory(thrown)
        ? sentence('said.networkOutOfMemory', { graph, model, device, reason: detail })
        : lacksHalf(thrown)
          ? sentence('said.deviceNoHalf')
          : sentence('said.networkFailed', { graph, model, reason: detail });
      throw new AppError('inference-failed', said, { cause: thrown });
    }
  }
}

/** True where a large output is flat although the input of the same size is not: what a lost or a buggy device gives. */
function isFlatWithoutReason(inputs: NamedTensors, output: Float32Array | Int32Array): boolean {
  const alike = Object.values(inputs).find(({ data }) => data.length === output.length);
  return output.length > 1 && alike !== undefined && isFlat(output) && !isFlat(alike.data);
}

function isFlat(data: Float32Array | Int32Array): boolean {
  const first = data[0];
  return data.every((value) => value === first);
}
