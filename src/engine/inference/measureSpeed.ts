import type { DeviceName, NamedTensors } from '../ports.ts';
import type { InferenceClient } from './inferenceClient.ts';
import type { ModelPacks } from './modelPacks.ts';
import { networkTensors } from './networkTensors.ts';

/** How fast a device is, and how it is fastest. */
export interface DeviceSpeed {
  readonly pixelsPerSecond: number;
  /** Tiles of one run. */
  readonly together: number;
}

/** Sides of timed tiles: the first shows whether the device is hopeless, the second what it can do. */
const timedSides = [32, 256];
const timedRuns = 3;
/** A device that takes longer for a tile is not tried with more. */
const hopelessMs = 300;
/** Tiles of one run, as long as each step gains. */
const counts = [2, 4, 8];
/** More tiles of one run cost memory, and the last ones are waited for longer. */
const worthwhile = 1.1;

/**
 * Times the network for tiles of a pack: single ones, then several of a tile's largest size in one run, which keeps a
 * graphics card busy that a single one does not. Never on the CPU, which several in one run only cost memory. Rejects as
 * `InferencePort.run` does; several that a device cannot do, or does wrong, are no failure.
 */
export async function measureSpeed(
  client: Pick<InferenceClient, 'run' | 'networkMs' | 'atATime'>,
  device: DeviceName,
  { packs, model }: { readonly packs: Pick<ModelPacks, 'restoration'>; readonly model: string },
  signal: AbortSignal | undefined,
): Promise<DeviceSpeed> {
  const facts = packs.restoration(model);
  /** A processor is as fast as all tiles that it computes at a time; of other devices a run is timed alone. */
  const runs = device === 'cpu' ? client.atATime() : 1;
  const time = async (count: number, side: number): Promise<{ bestMs: number; restored: Float32Array }> => {
    const inputs = timedInputs(facts, count, side);
    let bestMs = Number.POSITIVE_INFINITY;
    let restored = new Float32Array();
    for (let run = 0; run < timedRuns && (run === 0 || bestMs < hopelessMs); run += 1) {
      const before = client.networkMs();
      const tile = () => client.run({ model, graph: networkTensors.tile.graph }, inputs, signal);
      const [outputs] = await Promise.all(Array.from({ length: runs }, tile));
      const eachMs = (client.networkMs() - before) / runs;
      bestMs = Math.min(bestMs, eachMs / runs);
      restored = new Float32Array(outputs?.[networkTensors.tile.output]?.data ?? []);
    }
    return { bestMs, restored };
  };
  const speed = (count: number, side: number, ms: number) => (count * side * side * 1000) / ms;

  let best: DeviceSpeed = { pixelsPerSecond: 0, together: 1 };
  for (const side of timedSides) {
    const { bestMs } = await time(1, side);
    best = { pixelsPerSecond: speed(1, side, bestMs), together: 1 };
    if (bestMs > hopelessMs) return best;
  }
  if (device === 'cpu') return best;
  const side = facts.tileSize;
  const one = await time(1, side);
  best = { pixelsPerSecond: speed(1, side, one.bestMs), together: 1 };
  for (const count of counts) {
    if (one.bestMs * count > hopelessMs) break;
    const many = await time(count, side).catch(() => null);
    if (signal?.aborted === true || many === null || !isEach(many.restored, one.restored, count)) break;
    const reached = speed(count, side, many.bestMs);
    if (reached < best.pixelsPerSecond * worthwhile) break;
    best = { pixelsPerSecond: reached, together: count };
  }
  return best;
}

type Facts = Pick<ReturnType<ModelPacks['restoration']>, 'embeddingSize' | 'stateSize' | 'tasks'>;

/** The same picture `count` times, with values that rise along it, and words that ask for nothing. */
function timedInputs({ embeddingSize, stateSize, tasks }: Facts, count: number, side: number): NamedTensors {
  const { image, embedding, strengths, state } = networkTensors.tile;
  const filled = (length: number, value: number) => ({
    shape: [1, length],
    data: new Float32Array(length).fill(value),
  });
  const length = 3 * side * side;
  const picture = new Float32Array(count * length);
  for (let index = 0; index < picture.length; index += 1) picture[index] = (index % length) / length;
  return {
    [image]: { shape: [count, 3, side, side], data: picture },
    [embedding]: filled(embeddingSize, 1 / Math.sqrt(embeddingSize)),
    [strengths]: filled(tasks.length, 0),
    [state]: filled(stateSize, 0),
  };
}

/** Whether each of many results is the single one, within half a level of 8 bits. */
function isEach(many: Float32Array, one: Float32Array, count: number): boolean {
  if (many.length !== count * one.length) return false;
  return many.every((value, index) => Math.abs(value - (one[index % one.length] as number)) <= 0.5 / 255);
}
