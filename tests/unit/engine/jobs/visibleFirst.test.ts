import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { StepId } from '../../../../src/shared/base/ids.ts';
import type { FakeInference } from '../../../support/fakeInference.ts';
import { editStep, openEditor, valuesOf } from '../../../support/openEditor.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';

const corner = { left: 0, top: 0, width: 60, height: 40 };
const isSame = (a: Float32Array, b: Float32Array) => Buffer.from(a.buffer).equals(Buffer.from(b.buffer));

async function open() {
  const folder = await temporaryFolder();
  mkdirSync(join(folder, 'photos'));
  const editor = await openEditor(folder, { path: join(folder, 'photos', 'photo.png') });
  const { picture } = editor;
  const inference = editor.inference as FakeInference;
  picture.edit({ kind: 'added', steps: [editStep('a', 'denoise')], at: 0 });
  const status = () => picture.state().steps.map((step) => step.status);
  const tiles = () => picture.state().steps.map((step) => [step.tilesDone, step.tilesTotal]);
  const idle = () => expect.poll(() => editor.jobs.isRestoring(picture.id)).toBe(false);
  return { ...editor, inference, status, tiles, idle };
}

describe('a part of the picture on screen', () => {
  it('is all that is computed, until something else is looked at', async () => {
    const { picture, jobs, restore, inference, status, tiles, idle } = await open();
    picture.look(corner);
    expect(await restore()).toMatchObject({ state: 'done', done: 4, total: 4 });
    expect([status(), tiles(), inference.tileRuns]).toEqual([['partial'], [[4, 20]], 4]);
    picture.look({ left: 140, top: 110, width: 60, height: 40 });
    expect(status()).toEqual(['waiting']);
    jobs.follow(picture);
    await idle();
    expect([status(), inference.guideRuns]).toEqual([['partial'], 1]);
    expect(inference.tileRuns).toBeLessThan(20);
    picture.look({ left: 0, top: 0, width: 200, height: 150 });
    jobs.follow(picture);
    await idle();
    expect([status(), inference.tileRuns]).toEqual([['done'], 20]);
  });

  it('looks as it does when everything is computed, bit for bit', async () => {
    const [part, whole] = [await open(), await open()];
    for (const { picture } of [part, whole]) {
      picture.edit({ kind: 'added', steps: [editStep('b', 'exposure'), editStep('c', 'upscale')], at: 1 });
    }
    part.picture.look(corner);
    await part.restore();
    await whole.restore();
    expect(part.inference.tileRuns).toBeLessThan(whole.inference.tileRuns);
    const rect = { left: 0, top: 0, width: 120, height: 80 };
    const [own, expected] = [new Float32Array(120 * 80 * 3), new Float32Array(120 * 80 * 3)];
    await part.picture.links.at(-1)?.output.at(0).readRect(rect, own);
    await whole.picture.links.at(-1)?.output.at(0).readRect(rect, expected);
    expect(isSame(own, expected)).toBe(true);
  });

  it('is completed by an export', async () => {
    const { picture, jobs, restore, inference, exported, status } = await open();
    picture.look(corner);
    await restore();
    const options = {
      format: 'png',
      quality: 95,
      depth: 8,
      longSide: null,
      metadata: 'all',
      pattern: '{name}-restored',
    } as const;
    jobs.export(picture, options, 'beside-source');
    await expect.poll(() => exported.length).toBe(1);
    expect([status(), inference.tileRuns]).toEqual([['done'], 20]);
  });

  it('is not followed any more after a cancel, nor after an edit that makes the result another one', async () => {
    const { picture, jobs, restore, inference } = await open();
    picture.look(corner);
    await restore();
    const runs = inference.tileRuns;
    picture.edit({ kind: 'added', steps: [editStep('b', 'exposure')], at: 0 });
    picture.look({ left: 140, top: 110, width: 60, height: 40 });
    jobs.follow(picture);
    picture.undo();
    jobs.restore(picture).cancel();
    jobs.follow(picture);
    expect(jobs.isRestoring(picture.id)).toBe(false);
    expect(inference.tileRuns).toBe(runs);
    expect(picture.link('a' as StepId).work).not.toBeNull();
    expect((await valuesOf(picture.pyramid)).length).toBe(200 * 150 * 3);
  });
});
