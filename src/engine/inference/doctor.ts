import { availableParallelism, freemem, totalmem } from 'node:os';
import { toAppError } from '../../shared/base/errors.ts';
import type { DeviceName } from '../ports.ts';
import type { InferenceClient } from './inferenceClient.ts';
import { type ProviderReport, reportProviders } from './providers.ts';

/** What `patina doctor` tells about inference on this machine. */
export interface InferenceDiagnosis {
  readonly platform: string;
  readonly cores: number;
  readonly memoryBytes: { readonly total: number; readonly free: number };
  readonly node: string;
  /** Null where the inference process does not start; `problem` then says why. */
  readonly process: {
    readonly onnxRuntime: string;
    readonly threads: number;
    /** Memory of the process before it loads a network. */
    readonly residentBytes: number;
  } | null;
  readonly problem: string | null;
  /** Best first. */
  readonly providers: readonly ProviderReport[];
  /** The device that will run, or null where none can. */
  readonly device: DeviceName | null;
  readonly reason: string;
}

/** Looks at the machine and asks the inference process about itself; rejects only with `cancelled`. */
export async function diagnoseInference(client: InferenceClient, signal?: AbortSignal): Promise<InferenceDiagnosis> {
  const machine = {
    platform: `${process.platform} ${process.arch}`,
    cores: availableParallelism(),
    memoryBytes: { total: totalmem(), free: freemem() },
    node: process.versions.node,
  };
  try {
    const { onnxRuntime, threads, residentBytes, bundledProviders, devices } = await client.about(signal);
    const providers = reportProviders(bundledProviders);
    const device = devices[0] ?? null;
    const others = providers.filter((provider) => provider.bundled && !provider.usable);
    const unused = others.map((provider) => `${provider.device}: ${provider.reason}`);
    const reason = [`${device ?? 'nothing'} is the best device that this edition uses`, ...unused].join('; ');
    const about = { onnxRuntime, threads, residentBytes };
    return { ...machine, process: about, problem: null, providers, device, reason };
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code === 'cancelled') throw error;
    return { ...machine, process: null, problem: error.message, providers: [], device: null, reason: error.message };
  }
}
