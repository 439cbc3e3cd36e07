import { AppError } from '../../shared/base/errors.ts';
import { sentence } from '../../shared/base/sentence.ts';
import type { DeviceName, NamedTensors } from '../ports.ts';
import { GraphLoader } from './graphLoader.ts';
import type { GraphFile } from './modelPacks.ts';
import type { Session, SessionOptions } from './session.ts';

/** What a network answered, and on which device. */
export interface Answer {
  readonly outputs: NamedTensors;
  readonly device: DeviceName;
  /** What was wrong with the device's own answer where the CPU had to give another one; empty otherwise. */
  readonly trouble: string;
}

/** Runs networks on one device; an answer of that device that cannot be right is asked of the CPU again. */
export class GuardedNetworks {
  readonly threads: number;
  readonly #loader: GraphLoader;
  readonly #cpuLoader: GraphLoader;

  constructor(options: SessionOptions) {
    this.threads = options.threads;
    this.#loader = new GraphLoader(options);
    this.#cpuLoader = options.device === 'cpu' ? this.#loader : new GraphLoader({ ...options, device: 'cpu' });
  }

  /** Rejects with `model-broken`, or with `inference-failed` where the device cannot take the network. */
  open(graph: GraphFile): Promise<Session> {
    return (graph.onlyCpu ? this.#cpuLoader : this.#loader).open(graph);
  }

  /** Rejects as `open` does, and with `inference-failed` where the network fails on the CPU too. */
  async run(graph: GraphFile, inputs: NamedTensors): Promise<Answer> {
    const session = await this.open(graph);
    const { device } = session;
    if (device === 'cpu') return { outputs: await runOn(session, graph, inputs), device, trouble: '' };
    let trouble: string;
    try {
      const outputs = await runOn(session, graph, inputs);
      if (!isFlatWithoutReason(inputs, outputs)) return { outputs, device, trouble: '' };
      trouble = `${device} answered with one and the same value everywhere`;
    } catch (thrown) {
      trouble = thrown instanceof AppError ? thrown.message.replace(/\.$/, '') : String(thrown);
    }
    const outputs = await runOn(await this.#cpuLoader.open(graph), graph, inputs);
    return { outputs, device: 'cpu', trouble };
  }
}

async function runOn(session: Session, { model, graph }: GraphFile, inputs: NamedTensors): Promise<NamedTensors> {
  try {
    return await session.run(inputs);
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    const detail = thrown instanceof Error ? thrown.message : String(thrown);
    throw new AppError('inference-failed', sentence('said.networkFailed', { graph, model, reason: detail }), {
      cause: thrown,
    });
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
