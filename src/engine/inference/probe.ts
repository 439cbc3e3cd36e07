import { saidOf, toAppError } from '../../shared/base/errors.ts';
import { type Sentence, sentence } from '../../shared/base/sentence.ts';
import type { DeviceUse, Precision } from '../ports.ts';
import { type GoldenDifference, replayGolden } from './goldenCheck.ts';
import { InferenceClient, type InferenceClientOptions } from './inferenceClient.ts';
import { measureSpeed } from './measureSpeed.ts';
import type { ModelPacks } from './modelPacks.ts';

/** What a trial of a device found. */
export interface DeviceTrial extends DeviceUse {
  /** Whether it gave the values that the training wrote down. */
  readonly isRight: boolean;
  /** Pixels a second of the network for tiles; null where it was not measured. */
  readonly pixelsPerSecond: number | null;
  /** Tiles of one run with which it is fastest. */
  readonly together: number;
  /** Why it is not right, or could not be measured. */
  readonly problem: Sentence | null;
}

export interface TrialTools {
  readonly start: InferenceClientOptions['start'];
  readonly packs: ModelPacks;
  /** The pack whose networks are tried; in half precision all are that have such a network. */
  readonly model: string;
}

/**
 * Values may be off by half a level of 8 bits. The tile that comes with a pack is pure noise, which half precision is
 * least exact for: where it is off by two levels there, pictures are by half a level (measured for every task).
 */
const tolerances: Readonly<Record<Precision, number>> = { single: 0.5 / 255, half: 2 / 255 };
/** A start that compiles the network's kernels included. */
const patienceMs = 30_000;

/**
 * Tries a device in an inference process of its own: the networks' answers are compared with those that came with the
 * pack, then tiles are timed. What goes wrong, a crash of the process included, is told in the result.
 * Rejects only with `cancelled`.
 */
export async function tryDevice(use: DeviceUse, tools: TrialTools, signal?: AbortSignal): Promise<DeviceTrial> {
  const { start, packs, model } = tools;
  const tried = use.precision === 'half' ? packs.inHalfPrecision() : [model];
  if (!tried.includes(model)) return wrong(use, sentence('said.deviceNoHalfNetwork', { model }));
  const limits = { silenceDeadlineMs: patienceMs, startDeadlineMs: patienceMs, maximumAttempts: 1 };
  const client = new InferenceClient({ start, packs, ...use, limits, fallBack: false });
  try {
    for (const id of tried) {
      const problem = wrongIn(await replayGolden(packs, id, client, signal), tolerances[use.precision], client);
      if (problem !== null) return wrong(use, problem);
    }
    try {
      return { ...use, isRight: true, ...(await measureSpeed(client, use.device, tools, signal)), problem: null };
    } catch (thrown) {
      return { ...use, isRight: true, pixelsPerSecond: null, together: 1, problem: problemOf(thrown) };
    }
  } catch (thrown) {
    return wrong(use, problemOf(thrown));
  } finally {
    await client.close();
  }
}

function wrong(use: DeviceUse, problem: Sentence): DeviceTrial {
  return { ...use, isRight: false, pixelsPerSecond: null, together: 1, problem };
}

/** What is wrong with the answers of a device, or null. */
function wrongIn(
  differences: readonly GoldenDifference[],
  tolerance: number,
  client: InferenceClient,
): Sentence | null {
  const off = differences.find(({ largest }) => !(largest <= tolerance));
  if (off !== undefined) return sentence('said.deviceWrong', { graph: off.graph, amount: off.largest.toPrecision(2) });
  return client.troubles()[0] ?? null;
}

/** What went wrong; rethrows a cancellation. */
function problemOf(thrown: unknown): Sentence {
  const error = toAppError(thrown);
  if (error.code === 'cancelled') throw error;
  return saidOf(error);
}
