import { AppError, saidOf, toAppError } from '../../shared/base/errors.ts';
import { type Sentence, sentence } from '../../shared/base/sentence.ts';
import type { DeviceName, NamedTensors } from '../ports.ts';
import { BufferPool } from '../tiling/bufferPool.ts';
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

/** Results that may be on their way at once. */
const mostResults = 2;

/**
 * Runs networks on one device. An answer of that device that cannot be right is asked of the CPU again; a tile for
 * which its memory is too little is done in parts.
 */
export class GuardedNetworks {
  readonly threads: number;
  readonly #loader: GraphLoader;
  readonly #cpuLoader: GraphLoader;
  readonly #limits: Partial<Record<DeviceName, TileLimit>> = {};
  /** A picture's memory becomes that of the result of a later one. */
  readonly #results = new BufferPool(mostResults);

  constructor({ device, precision, threads }: Omit<SessionOptions, 'results'>) {
    this.threads = threads;
    const results = this.#results;
    this.#loader = new GraphLoader({ device, precision, threads, results });
    this.#cpuLoader =
      device === 'cpu' ? this.#loader : new GraphLoader({ device: 'cpu', precision: 'single', threads, results });
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
      if (device === 'cpu' || !isFlatWithoutReason(inputs, answer.outputs)) return { ...answer, device };
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
function isFlatWithoutReason(inputs: NamedTensors, outputs: NamedTensors): boolean {
  return Object.values(outputs).some(({ data }) => {
    const alike = Object.values(inputs).find((input) => input.data.length === data.length);
    return data.length > 1 && alike !== undefined && isFlat(data) && !isFlat(alike.data);
  });
}

function isFlat(data: Float32Array | Int32Array): boolean {
  const first = data[0];
  return data.every((value) => value === first);
}
