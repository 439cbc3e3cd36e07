import { join } from 'node:path';
import { type RestorationTask, restorationTasks } from '../../src/shared/model/operation.ts';
import { psnrOf, resultOf } from './measurePairs.ts';
import type { MeasuredSet, Run } from './measureSets.ts';
import { mean } from './metrics.ts';
import { spread } from './prepareInputs.ts';
import { restoreFiles } from './restoreFiles.ts';
import type { SetResult, WrongSentences } from './results.ts';
import { sentences } from './sets.ts';

/** Pictures of a set that wrong sentences are tried on: seven or eight sentences each are enough work. */
const most = 6;

/** What can be asked for wrongly: everything but to enlarge, whose result has another size. */
const asked = restorationTasks.filter((task) => task !== 'upscale');

/**
 * Says to every set what every other task would say, so that nobody chooses the wrong sentence, and takes the mean. Some
 * of them ask for a fault that is not there and should change nothing, others for more light or colour and do harm.
 */
export async function measureWrong(sets: readonly MeasuredSet[], run: Run): Promise<SetResult[]> {
  const tried = sets.map((set) => ({ ...set, pairs: spread(set.pairs, most), found: {} as Record<string, number> }));
  for (const task of asked) {
    const others = tried.filter(({ result }) => result.task !== task);
    const inputs = others.flatMap(({ pairs }) => pairs.map((pair) => pair.sameSizeInput));
    if (inputs.length === 0) continue;
    const folder = join(run.work, `wrong-${task}`);
    const restored = await restoreFiles(inputs, sentences[task], folder, run.model);
    for (const { pairs, found } of others) {
      found[task] = await psnrOf(pairs, (pair) => resultOf(restored, pair.sameSizeInput));
    }
  }
  const results: SetResult[] = [];
  for (const { result, pairs, restored, found } of tried) {
    const right = await psnrOf(pairs, (pair) => resultOf(restored, pair.input));
    const wrong = { pictures: pairs.length, right, sentences: found, mean: mean(Object.values(found)) };
    results.push({ ...result, wrong });
  }
  return results;
}

/** Right minus wrong of each task: the mean over its sets. */
export function rightMinusWrong(
  sets: readonly Pick<SetResult, 'task' | 'wrong'>[],
): Partial<Record<RestorationTask, number>> {
  const byTask: Partial<Record<RestorationTask, number>> = {};
  for (const task of restorationTasks) {
    const own = sets.flatMap((set) => (set.task === task && set.wrong !== null ? [difference(set.wrong)] : []));
    if (own.length > 0) byTask[task] = mean(own);
  }
  return byTask;
}

/** What the right sentence is better by than the wrong ones are on average. */
export function difference({ right, mean: wrong }: WrongSentences): number {
  return right - wrong;
}
