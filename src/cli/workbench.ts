import { chooseDevice, type DeviceTools, deviceTitles } from '../engine/inference/chooseDevice.ts';
import { InferenceClient } from '../engine/inference/inferenceClient.ts';
import { loadAhead } from '../engine/inference/loadAhead.ts';
import { type ModelPacks, openModelPacks } from '../engine/inference/modelPacks.ts';
import type { DeviceRequest } from '../engine/inference/providers.ts';
import type { SentenceEncoder } from '../engine/instruction/textEncoder.ts';
import type { DeviceName } from '../engine/ports.ts';
import { sentenceEncoder, textEncoderGraph } from '../engine/sentenceEncoding.ts';
import { appPaths } from '../host/appPaths.ts';
import { deviceMemoryFile } from '../host/deviceMemoryFile.ts';
import { forkSpawner } from '../host/forkSpawner.ts';
import type { Terminal } from './terminal.ts';

/** Intermediate results of a job that are held in memory: two rows of tiles of 24 megapixels. The scratch folder has the rest. */
const memoryBudgetBytes = 64 * 1024 * 1024;

/** The pack that devices are tried with. */
const defaultModel = 'instruct';

/** The engine's parts as one command needs them; `close` ends the inference process. */
export interface Workbench {
  readonly packs: ModelPacks;
  readonly inference: InferenceClient;
  /** What the choice of a device needs. */
  readonly devices: DeviceTools;
  /** Made at first use: commands that need no words work without a text model. */
  readonly encoder: () => SentenceEncoder;
  readonly scratchFolder: string;
  readonly memoryBudgetBytes: number;
  /** Starts the inference process, with the text model, ahead of the first sentence. */
  warmUp(): void;
  close(): Promise<void>;
}

/** Tells the person who waits that a device is being tried. */
export function sayTrial(terminal: Terminal): (device: DeviceName) => void {
  return (device) => terminal.say(`Trying ${deviceTitles[device]}, once for this driver and version ...`);
}

/**
 * Puts the parts together for a command; no process is started before the first network runs, unless the device asked
 * for must be tried first, of which `onTrial` is told. Throws `usage` where that device cannot be used.
 */
export async function openWorkbench(
  request: DeviceRequest = 'cpu',
  onTrial: (device: DeviceName) => void = () => undefined,
): Promise<Workbench> {
  const paths = appPaths();
  const packs = await openModelPacks(paths.models);
  const spawner = forkSpawner();
  const start = () => spawner.spawn('inferenceProcess');
  const devices: DeviceTools = {
    start,
    packs,
    model: defaultModel,
    memory: await deviceMemoryFile(paths.devices, packs.edition(defaultModel)),
    onTrial,
  };
  const { device, precision, together = 1, next } = await chooseDevice(request, devices);
  const inference = new InferenceClient({ start, packs, device, precision, together, next });
  let encoder: SentenceEncoder | undefined;
  return {
    packs,
    inference,
    devices,
    encoder: () => (encoder ??= sentenceEncoder(packs, inference)),
    scratchFolder: paths.scratch,
    memoryBudgetBytes,
    warmUp: () => loadAhead([textEncoderGraph], inference),
    close: () => inference.close(),
  };
}
