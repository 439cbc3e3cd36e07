import { availableParallelism, freemem, totalmem } from 'node:os';
import { toAppError } from '../../shared/base/errors.ts';
import { inEnglish, withoutStop } from '../../shared/base/sentence.ts';
import { type DeviceName, type DeviceUse, precisions } from '../ports.ts';
import { chooseDevice, type DeviceChoice, type DeviceTools } from './chooseDevice.ts';
import { InferenceClient } from './inferenceClient.ts';
import type { DeviceTrial } from './probe.ts';
import { rankedDevices } from './providers.ts';

/** A device as `patina doctor` shows it. */
export interface DeviceReport {
  readonly device: DeviceName;
  /** Part of the ONNX Runtime that is installed. */
  readonly bundled: boolean;
  /** It gave the right values when it was tried. */
  readonly usable: boolean;
  readonly reason: string;
}

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
  readonly providers: readonly DeviceReport[];
  /** The device that will run, or null where none can. */
  readonly device: DeviceName | null;
  readonly reason: string;
}

/** Looks at the machine, asks the inference process about itself and tries the devices; rejects only with `cancelled`. */
export async function diagnoseInference(tools: DeviceTools, signal?: AbortSignal): Promise<InferenceDiagnosis> {
  const machine = {
    platform: `${process.platform} ${process.arch}`,
    cores: availableParallelism(),
    memoryBytes: { total: totalmem(), free: freemem() },
    node: process.versions.node,
  };
  const client = new InferenceClient({ start: tools.start, packs: tools.packs });
  try {
    const { onnxRuntime, threads, residentBytes } = await client.about(signal);
    const choice = await chooseDevice('auto', tools, signal);
    const providers = rankedDevices.map((each) => reportOf(each, choice));
    const { device, reasons } = choice;
    const about = { onnxRuntime, threads, residentBytes };
    return { ...machine, process: about, problem: null, providers, device, reason: reasons.map(inEnglish).join('; ') };
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code === 'cancelled') throw error;
    return { ...machine, process: null, problem: error.message, providers: [], device: null, reason: error.message };
  } finally {
    await client.close();
  }
}

function reportOf(device: DeviceName, { bundled, trials, ...chosen }: DeviceChoice): DeviceReport {
  const [single, half] = precisions.map((precision) =>
    trials.find((trial) => trial.device === device && trial.precision === precision),
  );
  const isBundled = bundled.includes(device);
  const usable = isBundled && (device === 'cpu' || single?.isRight === true);
  const inHalf = half === undefined ? '' : `; in half precision ${halfReason(half, chosen)}`;
  return { device, bundled: isBundled, usable, reason: reasonFor(device, isBundled, single, chosen) + inHalf };
}

function reasonFor(device: DeviceName, isBundled: boolean, trial: DeviceTrial | undefined, chosen: DeviceUse): string {
  if (!isBundled) return 'not part of this ONNX Runtime';
  if (trial === undefined) return device === 'cpu' ? 'works on every machine' : `not tried: ${chosen.device} is better`;
  return said(trial);
}

/** What half precision is like, and whether it is what the device in use computes in. */
function halfReason(half: DeviceTrial, { device, precision }: DeviceUse): string {
  if (!half.isRight || half.device !== device) return said(half);
  return `${said(half)}, ${precision === 'half' ? 'and is used' : 'and is not used: it is no faster'}`;
}

function said({ isRight, pixelsPerSecond, together, problem }: DeviceTrial): string {
  const trouble = problem === null ? '' : withoutStop(inEnglish(problem));
  if (!isRight) return trouble;
  if (pixelsPerSecond === null) return `gives the right values, but ${trouble}`;
  const several = together > 1 ? ` with ${together} tiles in one run` : '';
  return `gives the right values, ${(pixelsPerSecond / 1e6).toPrecision(2)} megapixels a second${several}`;
}
