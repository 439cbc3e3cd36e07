import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { anchors } from './anchors.ts';
import { goalOf, reached } from './goals.ts';
import { qualityOf, type Restored, resultOf, worstDrift } from './measurePairs.ts';
import { psnr, readPixels } from './metrics.ts';
import { change, noiseLevel } from './noiseLevel.ts';
import { type Pair, prepareInputs } from './prepareInputs.ts';
import { restoreFiles } from './restoreFiles.ts';
import type { CleanPhoto, CleanResult, MixtureResult, SetResult } from './results.ts';
import { type EvaluationSet, type mixtures, sentenceOf, sentences, tasksOfLight } from './sets.ts';

/** What is common to all that is measured. */
export interface Run {
  readonly data: string;
  /** A folder for inputs and results. */
  readonly work: string;
  readonly model: string;
  /** Pictures of a set, at most. */
  readonly most: number;
}

/** A set with what the right sentence gave, for the wrong ones to be held against. */
export interface MeasuredSet {
  readonly result: SetResult;
  readonly pairs: readonly Pair[];
  readonly restored: Restored;
}

function folderOf(run: Run, name: string): string {
  return join(run.work, name.replaceAll(/[^a-zA-Z0-9]+/g, '-'));
}

/** Restores a set by its sentence and measures what was before and after. */
export async function measureSet(set: EvaluationSet, run: Run): Promise<MeasuredSet> {
  const folder = folderOf(run, set.name);
  const pairs = await prepareInputs(set, run.data, join(folder, 'input'), run.most);
  const sentence = sentenceOf(set);
  const inputs = pairs.map((pair) => pair.input);
  // What was given is measured while the network works.
  const [restored, before] = await Promise.all([
    restoreFiles(inputs, sentence, join(folder, 'right'), run.model),
    qualityOf(pairs, (pair) => pair.sameSizeInput),
  ]);
  const ours = await qualityOf(pairs, (pair) => resultOf(restored, pair.input));
  const goal = goalOf(set.name, before.psnr);
  const papers = (anchors[set.name] ?? []).map((anchor) => ({ ...anchor, difference: ours.psnr - anchor.psnr }));
  const drift = tasksOfLight.includes(set.task) ? null : await worstDrift(pairs, restored);
  const aim = { goal, reached: goal === null ? null : reached(ours.psnr, goal) };
  const head = { set: set.name, task: set.task, sentence, pictures: pairs.length, before, ours };
  return { result: { ...head, ...aim, papers, wrong: null, drift }, pairs, restored };
}

/** Restores pictures with several faults, by the proposed chain and by the faults' names. */
export async function measureMixture(mixture: (typeof mixtures)[number], run: Run): Promise<MixtureResult> {
  const folder = folderOf(run, mixture.name);
  const pairs = await prepareInputs(mixture, run.data, join(folder, 'input'), run.most);
  const inputs = pairs.map((pair) => pair.input);
  const measured = async (sentence: string | null, name: string) => {
    const restored = await restoreFiles(inputs, sentence, join(folder, name), run.model);
    return qualityOf(pairs, (pair) => resultOf(restored, pair.input));
  };
  const before = await qualityOf(pairs, (pair) => pair.input);
  const proposed = await measured(null, 'proposed');
  const named = await measured(mixture.told, 'named');
  const goal = goalOf(mixture.name, before.psnr);
  const aim = { goal, reached: goal === null ? null : reached(proposed.psnr, goal) };
  return { set: mixture.name, told: mixture.told, pictures: pairs.length, before, proposed, named, ...aim };
}

/** Restores photos that have no fault, with no words and told to remove noise. */
export async function measureClean(run: Run): Promise<CleanResult> {
  const set = { input: 'bench/target', target: 'bench/target' };
  const folder = folderOf(run, 'clean');
  await mkdir(folder, { recursive: true });
  const pairs = await prepareInputs(set, run.data, folder, run.most);
  const inputs = pairs.map((pair) => pair.input);
  const auto = await restoreFiles(inputs, null, join(folder, 'auto'), run.model);
  const told = await restoreFiles(inputs, sentences.denoise, join(folder, 'told'), run.model);
  return {
    auto: await photosOf(pairs, auto),
    told: await photosOf(pairs, told),
    drift: await worstDrift(pairs, auto),
  };
}

async function photosOf(pairs: readonly Pair[], restored: Restored): Promise<CleanPhoto[]> {
  const photos: CleanPhoto[] = [];
  for (const { input, target } of pairs) {
    const result = await readPixels(resultOf(restored, input));
    const own = { change: change(result, target), noise: noiseLevel(target) };
    photos.push({ picture: basename(input), psnr: psnr(result, target), ...own });
  }
  return photos;
}
