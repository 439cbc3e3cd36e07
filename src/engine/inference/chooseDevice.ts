import * as z from 'zod';
import { AppError } from '../../shared/base/errors.ts';
import { type Sentence, sentence } from '../../shared/base/sentence.ts';
import { sentenceSchema } from '../../shared/base/sentenceSchema.ts';
import { type DeviceName, type DeviceUse, deviceNames, onCpu, precisions } from '../ports.ts';
import { InferenceClient } from './inferenceClient.ts';
import { type DeviceTrial, type TrialTools, tryDevice } from './probe.ts';
import { bundledDevices, type DeviceRequest, rankedDevices } from './providers.ts';

const deviceSchema = z.enum(deviceNames);
const useShape = { device: deviceSchema, precision: z.enum(precisions) };
/** What is remembered from one start to the next. */
const rememberedSchema = z.object({
  /** Of the drivers and of Patina; where another one is found, everything is tried anew. */
  fingerprint: z.string(),
  bundled: z.array(deviceSchema).readonly(),
  /** Names of the graphics cards. */
  cards: z.array(z.string()).readonly().optional(),
  trials: z
    .array(
      z
        .object({
          ...useShape,
          isRight: z.boolean(),
          pixelsPerSecond: z.number().nullable(),
          together: z.int().positive(),
          problem: sentenceSchema.nullable(),
        })
        .readonly(),
    )
    .readonly(),
  /** The device whose trial has begun and not ended, and how often that was found so far. */
  pending: z
    .object({ ...useShape, times: z.int() })
    .readonly()
    .nullable(),
});
export type RememberedDevices = z.infer<typeof rememberedSchema>;

/** Where the host keeps what was found. */
export interface DeviceMemory {
  readonly fingerprint: string;
  /** Names of the machine's graphics cards, asked for when everything is tried anew; never rejects. */
  cards?(): Promise<readonly string[]>;
  /** Undefined, or anything at all, where nothing of use is kept. */
  read(): Promise<unknown>;
  write(remembered: RememberedDevices): Promise<void>;
}

export interface DeviceTools extends TrialTools {
  readonly memory: DeviceMemory;
  /** Told before a device is tried, which can take seconds. */
  readonly onTrial?: (device: DeviceName) => void;
}

export interface DeviceChoice extends DeviceUse {
  /** Why this one, and what there is to say of the others. */
  readonly reasons: readonly Sentence[];
  /** Devices that were right and fast too: they take over where this one fails, the first one first. */
  readonly next: readonly DeviceUse[];
  readonly bundled: readonly DeviceName[];
  readonly trials: readonly DeviceTrial[];
}

/** A trial may be cut short by somebody who closes Patina; once more, and it is the device that ends it. */
const mostUnfinished = 2;
/** A graphics card that is hardly faster is not worth its memory and its risks. */
const worthwhile = 1.2;

/**
 * The device to run networks on. What was asked for is never trusted: each device is tried once per driver and version
 * of Patina, in a process of its own, and what was found is remembered; a trial that took Patina down is not repeated.
 * Throws `usage` where the device asked for cannot be used, `cancelled`.
 */
export async function chooseDevice(
  request: DeviceRequest,
  tools: DeviceTools,
  signal?: AbortSignal,
): Promise<DeviceChoice> {
  if (request === 'cpu') {
    return { ...onCpu, reasons: [asAsked('cpu')], next: [], bundled: ['cpu'], trials: [] };
  }
  const trials = new Trials(tools, await recall(tools, signal), signal);
  if (request !== 'auto') {
    if (!trials.bundled.includes(request)) throw cannotUse(request, sentence('said.deviceNotBundled'), trials.bundled);
    const trial = await trials.better(request);
    if (!trial.isRight) throw cannotUse(request, trial.problem ?? '', trials.bundled);
    return trials.choice(trial, [asAsked(request)]);
  }
  const seen: Sentence[] = [];
  const worthy: { use: DeviceTrial; factor: number }[] = [];
  for (const candidate of trials.bundled) {
    if (candidate === 'cpu') continue;
    const trial = await trials.better(candidate);
    const factor = trial.isRight ? speedOf(trial) / speedOf(await trials.of(onCpu)) : 0;
    if (factor >= worthwhile) worthy.push({ use: trial, factor });
    seen.push(trial.problem === null ? faster(trial, factor, trials.cards) : unfit(candidate, trial.problem));
  }
  const [best, ...others] = worthy.toSorted((a, b) => b.factor - a.factor);
  if (best !== undefined) {
    const next = others.map(({ use: { device, precision, together } }) => ({ device, precision, together }));
    return trials.choice(best.use, [faster(best.use, best.factor, trials.cards)], next);
  }
  const title = deviceTitles.cpu;
  const why = sentence(seen.length === 0 ? 'said.deviceOnly' : 'said.deviceNoneBetter', { device: title });
  return trials.choice(onCpu, [why, ...seen]);
}

/** How devices are called in sentences. */
export const deviceTitles: Readonly<Record<DeviceName, string>> = {
  tensorrt: 'TensorRT',
  cuda: 'CUDA',
  coreml: 'CoreML',
  directml: 'DirectML',
  webgpu: 'WebGPU',
  cpu: 'CPU',
};

/** Trials that were made, and are made when they are asked for. */
class Trials {
  #remembered: RememberedDevices;
  readonly #tools: DeviceTools;
  readonly #signal: AbortSignal | undefined;

  constructor(tools: DeviceTools, remembered: RememberedDevices, signal: AbortSignal | undefined) {
    this.#tools = tools;
    this.#remembered = remembered;
    this.#signal = signal;
  }

  get bundled(): readonly DeviceName[] {
    return this.#remembered.bundled;
  }

  get cards(): readonly string[] {
    return this.#remembered.cards ?? [];
  }

  /** In half precision where that is exact enough and the faster of the two, else in single. */
  async better(device: DeviceName): Promise<DeviceTrial> {
    const single = await this.of({ device, precision: 'single' });
    if (!single.isRight) return single;
    const half = await this.of({ device, precision: 'half' });
    return half.isRight && speedOf(half) > speedOf(single) ? half : single;
  }

  async of(use: DeviceUse): Promise<DeviceTrial> {
    const known = this.#remembered.trials.find((trial) => isSame(trial, use));
    if (known !== undefined) return known;
    const { memory, onTrial } = this.#tools;
    onTrial?.(use.device);
    const { pending } = this.#remembered;
    const times = pending !== null && isSame(pending, use) ? pending.times + 1 : 1;
    await memory.write({ ...this.#remembered, pending: { ...use, times } });
    const trial = await tryDevice(use, this.#tools, this.#signal);
    this.#remembered = { ...this.#remembered, trials: [...this.#remembered.trials, trial], pending: null };
    await memory.write(this.#remembered);
    return trial;
  }

  choice(
    { device, precision, together = 1 }: DeviceUse,
    reasons: readonly Sentence[],
    next: readonly DeviceUse[] = [],
  ): DeviceChoice {
    const { bundled, trials } = this.#remembered;
    return { device, precision, together, reasons, next, bundled, trials };
  }
}

/** What is known from earlier starts; asks the runtime for its devices where nothing is. */
async function recall(tools: DeviceTools, signal: AbortSignal | undefined): Promise<RememberedDevices> {
  const { memory, start, packs } = tools;
  const parsed = rememberedSchema.safeParse(await memory.read());
  if (parsed.success && parsed.data.fingerprint === memory.fingerprint) {
    const { pending, trials } = parsed.data;
    if (pending === null || pending.times < mostUnfinished) return parsed.data;
    const fatal = {
      device: pending.device,
      precision: pending.precision,
      isRight: false,
      pixelsPerSecond: null,
      together: 1,
      problem: sentence('said.deviceEndedPatina'),
    };
    return { ...parsed.data, pending: null, trials: [...trials, fatal] };
  }
  const client = new InferenceClient({ start, packs });
  try {
    const [{ bundledProviders }, cards] = await Promise.all([client.about(signal), memory.cards?.() ?? []]);
    const bundled = bundledDevices(bundledProviders);
    return { fingerprint: memory.fingerprint, bundled, cards, trials: [], pending: null };
  } finally {
    await client.close();
  }
}

function isSame(one: DeviceUse, other: DeviceUse): boolean {
  return one.device === other.device && one.precision === other.precision;
}

function speedOf(trial: DeviceTrial): number {
  return trial.pixelsPerSecond ?? 0;
}

function asAsked(device: DeviceName): Sentence {
  return sentence('said.deviceAsked', { device: deviceTitles[device] });
}

function unfit(device: DeviceName, reason: Sentence): Sentence {
  return sentence('said.deviceUnfit', { device: deviceTitles[device], reason });
}

function faster({ device, precision }: DeviceUse, factor: number, cards: readonly string[]): Sentence {
  const times = factor >= 10 ? String(Math.round(factor)) : factor.toFixed(factor < 0.1 ? 3 : 1);
  const said = precision === 'half' ? 'said.deviceFactorHalf' : 'said.deviceFactor';
  return sentence(said, { device: titleOn(device, cards), times });
}

/** What makers a provider runs on; the others take any card. */
const makers: Partial<Record<DeviceName, string>> = { cuda: 'NVIDIA', tensorrt: 'NVIDIA', coreml: 'Apple' };

/** A device with the card that it is, or those of which it is one: the runtime does not tell which. */
function titleOn(device: DeviceName, cards: readonly string[]): Sentence | string {
  const able = cards.filter((card) => card.startsWith(makers[device] ?? ''));
  if (able.length === 0) return deviceTitles[device];
  return sentence('said.deviceOnCard', { device: deviceTitles[device], card: able.join(' / ') });
}

function cannotUse(asked: DeviceName, why: Sentence | '', bundled: readonly DeviceName[]): AppError {
  const others = rankedDevices.filter((other) => bundled.includes(other) && other !== asked).join(', ');
  return new AppError('usage', sentence('said.deviceUnusable', { device: asked, reason: why, others }));
}
