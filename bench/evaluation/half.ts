import { type DeviceUse, onCpu } from '../../src/engine/ports.ts';
import { toAppError } from '../../src/shared/base/errors.ts';
import { type BenchEngine, halfPrecisionDevices, oneTile, openEngine } from './engine.ts';
import { mean, psnr } from './metrics.ts';
import type { TaskPicture } from './taskPictures.ts';

/** How the network for half precision did on a device. */
export interface HalfResult {
  readonly device: string;
  /** Why nothing was measured, else null. */
  readonly problem: string | null;
  /** PSNR in dB of its results against those of single precision on the CPU, by task. */
  readonly byTask: Readonly<Record<string, number>>;
}

/**
 * Compares the file for half precision with the one for single, on the CPU and on every device here that can compute in
 * half. The engine refuses values that are not finite, so an overflow ends in a problem.
 */
export async function measureHalf(
  id: string,
  pictures: readonly TaskPicture[],
  single: BenchEngine,
): Promise<HalfResult[]> {
  const results: HalfResult[] = [await measureOn({ ...onCpu, precision: 'half' }, id, pictures, single)];
  for (const { device, problem } of await halfPrecisionDevices(id)) {
    if (problem !== null) results.push({ device, problem, byTask: {} });
    else results.push(await measureOn({ device, precision: 'half' }, id, pictures, single));
  }
  return results;
}

async function measureOn(
  use: DeviceUse,
  id: string,
  pictures: readonly TaskPicture[],
  single: BenchEngine,
): Promise<HalfResult> {
  const half = await openEngine(id, use);
  const byTask: Record<string, number> = {};
  try {
    for (const task of new Set(pictures.map((each) => each.task))) {
      const all: number[] = [];
      for (const { picture, target } of pictures.filter((each) => each.task === task)) {
        const pixels = async (engine: BenchEngine) => ({
          ...target,
          data: Uint8Array.from(await engine.restore(picture, task, oneTile)),
        });
        all.push(psnr(await pixels(half), await pixels(single)));
      }
      byTask[task] = mean(all);
    }
    return { device: use.device, problem: null, byTask };
  } catch (thrown) {
    return { device: use.device, problem: toAppError(thrown).message, byTask };
  } finally {
    await half.close();
  }
}
