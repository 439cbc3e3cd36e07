import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { ResultShelf } from '../../src/engine/cache/resultShelf.ts';
import type { Leveled } from '../../src/engine/document/leveled.ts';
import { OpenPicture } from '../../src/engine/document/openPicture.ts';
import { SourcePyramid } from '../../src/engine/document/sourcePyramid.ts';
import type { Picture } from '../../src/engine/image/picture.ts';
import { pictureOf } from '../../src/engine/image/pictureOf.ts';
import { Jobs } from '../../src/engine/jobs/jobs.ts';
import type { RestoreTools } from '../../src/engine/jobs/restoreStep.ts';
import type { ModelFacts } from '../../src/engine/operations/modelFacts.ts';
import type { InferencePort } from '../../src/engine/ports.ts';
import type { Rect } from '../../src/shared/base/geometry.ts';
import type { DocumentId, GrantId, StepId } from '../../src/shared/base/ids.ts';
import type { ExportResult } from '../../src/shared/contract/export.ts';
import type { Job } from '../../src/shared/contract/work.ts';
import type { EditStep } from '../../src/shared/logic/editStep.ts';
import type { History } from '../../src/shared/logic/history.ts';
import { makeStep } from '../../src/shared/model/recipe.ts';
import { FakeInference, fakeModel } from './fakeInference.ts';

/** A picture of seeded noise over a ramp: no two places look the same. */
export function noisyPicture(width: number, height: number): Picture {
  const samples = new Uint8Array(width * height * 3);
  let seed = 12_345;
  for (let i = 0; i < samples.length; i += 1) {
    seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
    samples[i] = (40 + (i % (width * 3)) / (width / 40) + ((seed >> 16) % 60)) | 0;
  }
  return pictureOf({ width, height }, samples);
}

export function editStep(id: string, ...rest: Parameters<typeof makeStep>): EditStep {
  return { ...makeStep(...rest), id: id as StepId, name: null };
}

function noDiagnoser(): never {
  throw new Error('This test did not install a diagnoser.');
}

/** An open picture with a network that makes everything a quarter brighter, and jobs that can be waited for. */
export async function openEditor(
  scratchFolder: string,
  options: {
    readonly picture?: Picture;
    readonly inference?: InferencePort;
    readonly path?: string;
    /** Where results are cached, if not below the scratch folder. */
    readonly resultFolder?: string;
    readonly fingerprint?: string;
    readonly history?: History;
    readonly draftModel?: ModelFacts;
    /** The network that is installed; null: none is. */
    readonly installed?: ModelFacts | null;
    readonly diagnoser?: RestoreTools['diagnoser'];
  } = {},
) {
  const model = options.installed ?? fakeModel({ tileSize: 64, halo: 8 });
  const inference =
    options.inference ??
    new FakeInference(model, ({ planes }) => {
      for (let i = 0; i < planes.length; i += 1) planes[i] = (planes[i] ?? 0) * 1.25;
    });
  const source = options.picture ?? noisyPicture(200, 150);
  const shelf = new ResultShelf({
    folder: options.resultFolder ?? join(scratchFolder, 'results'),
    fallback: scratchFolder,
    budgetBytes: 1 << 30,
    memoryBytes: 1 << 26,
  });
  const repaints: Rect[] = [];
  const picture = new OpenPicture({
    id: randomUUID() as DocumentId,
    path: options.path ?? '/nowhere/photo.png',
    name: 'photo.png',
    picture: source,
    pyramid: await SourcePyramid.build(source),
    model:
      options.installed === null
        ? null
        : { facts: model, version: '1', kept: { id: model.id, version: '1', files: {} } },
    scratchFolder,
    fingerprint: options.fingerprint ?? randomUUID(),
    shelf,
    ...(options.history === undefined ? {} : { history: options.history }),
    onChanged: (changed) => jobs.changed(changed),
    onRepaint: (_picture, rects) => repaints.push(...rects),
  });
  const progress: Job[] = [];
  const exported: ExportResult[] = [];
  const jobs = new Jobs({
    tools: {
      inference,
      draftModel: options.draftModel ?? null,
      diagnoser: options.diagnoser ?? noDiagnoser,
      embed: async () => new Float32Array(256),
    },
    grant: async () => randomUUID() as GrantId,
    onProgress: (job) => progress.push(job),
    onExported: (result) => exported.push(result),
  });
  const isOver = (job: Job) => ['done', 'failed', 'cancelled'].includes(job.state);
  return {
    picture,
    shelf,
    inference,
    jobs,
    model,
    repaints,
    progress,
    exported,
    /** Restores and waits for the end. */
    restore: async (): Promise<Job> => {
      const job = jobs.restore(picture);
      while (!isOver(job.snapshot())) await new Promise((resolve) => setTimeout(resolve, 2));
      return job.snapshot();
    },
    /** Ends everything about the picture: nothing is written or counted any more when it resolves. */
    close: async (): Promise<void> => {
      await jobs.close(picture.id);
      await picture.dispose();
    },
  };
}

/** All values of a layer at a level. */
export async function valuesOf(levels: Leveled, level = 0) {
  const source = levels.at(level);
  const values = new Float32Array(source.width * source.height * 3);
  await source.readRect({ left: 0, top: 0, width: source.width, height: source.height }, values);
  return values;
}
