import { join } from 'node:path';
import { loadPicture } from '../../src/engine/image/load.ts';
import type { Picture } from '../../src/engine/image/picture.ts';
import type { RestorationTask } from '../../src/shared/model/operation.ts';
import type { Run } from './measureSets.ts';
import type { Pixels } from './metrics.ts';
import { prepareInputs } from './prepareInputs.ts';
import { evaluationSets } from './sets.ts';

/** A degraded picture of a task as the engine reads it, with its clean partner. */
export interface TaskPicture {
  readonly task: RestorationTask;
  readonly picture: Picture;
  readonly target: Pixels;
}

/** The set of each task whose fault is the strongest. */
const chosen = [
  'bench noise25',
  'bench blur_defocus',
  'bench rain',
  'bench haze',
  'bench lowlight',
  'bench jpeg10',
  'bench scratches',
  'bench faded',
  'bench upscale2',
];
const perTask = 2;

/** Two pictures of every task, for what takes too long on all of them. */
export async function taskPictures(run: Run): Promise<TaskPicture[]> {
  const pictures: TaskPicture[] = [];
  for (const set of evaluationSets.filter(({ name }) => chosen.includes(name))) {
    const folder = join(run.work, `task-${set.task}`);
    for (const { input, target } of await prepareInputs(set, run.data, folder, perTask)) {
      pictures.push({ task: set.task, picture: await loadPicture(input), target });
    }
  }
  return pictures;
}
