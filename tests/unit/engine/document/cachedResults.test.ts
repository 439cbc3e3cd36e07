import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { StepId } from '../../../../src/shared/base/ids.ts';
import { type FakeInference, fakeModel } from '../../../support/fakeInference.ts';
import { editStep, noisyPicture, openEditor, valuesOf } from '../../../support/openEditor.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';

const isSame = (a: Float32Array, b: Float32Array) => Buffer.from(a.buffer).equals(Buffer.from(b.buffer));
const id = (name: string) => name as StepId;

/** The same picture opened one after the other over one cache, as in two runs of Patina. */
async function runs(size: readonly [number, number] = [200, 150]) {
  const folder = await temporaryFolder();
  const picture = noisyPicture(...size);
  return async (history?: Parameters<typeof openEditor>[1]) => {
    const editor = await openEditor(await temporaryFolder(), {
      picture,
      fingerprint: 'the same pixels',
      resultFolder: join(folder, 'results'),
      ...history,
    });
    const inference = editor.inference as FakeInference;
    const after = (level = 0) => valuesOf(editor.picture.links.at(-1)?.output ?? editor.picture.pyramid, level);
    const files = () =>
      readdirSync(join(folder, 'results'), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.part'))
        .map((name) => join(folder, 'results', name));
    return { ...editor, inference, after, files };
  };
}

describe('results in the cache', () => {
  it('are there when the picture is opened again, at every level, without a network', async () => {
    const open = await runs([560, 120]);
    const before = await open();
    before.picture.edit({ kind: 'added', steps: [editStep('a', 'denoise'), editStep('b', 'upscale')], at: 0 });
    await before.restore();
    const levels = await Promise.all([0, 1, 2].map((level) => before.after(level)));
    await before.close();

    const again = await open({ history: before.picture.history });
    expect(again.picture.state().steps.map(({ status }) => status)).toEqual(['done', 'done']);
    for (const [level, values] of levels.entries()) expect(isSame(await again.after(level), values)).toBe(true);
    expect((await again.restore()).state).toBe('done');
    expect([again.inference.tileRuns, again.inference.guideRuns]).toEqual([0, 0]);
  });

  it('keep every finished tile through a cancel and a new start', async () => {
    const open = await runs();
    const before = await open();
    before.picture.edit({ kind: 'added', steps: [editStep('a', 'denoise')], at: 0 });
    const job = before.jobs.restore(before.picture);
    while (job.snapshot().done < 4) await new Promise((resolve) => setImmediate(resolve));
    job.cancel();
    await before.jobs.close(before.picture.id);
    const { tilesDone = 0, tilesTotal = 0 } = before.picture.state().steps[0] ?? {};
    // No farewell: the process is gone.
    const again = await open({ history: before.picture.history });
    expect(again.picture.state().steps[0]).toMatchObject({ tilesDone, tilesTotal });
    expect(tilesDone).toBeGreaterThanOrEqual(4);
    await again.restore();
    expect(again.inference.tileRuns).toBe(tilesTotal - tilesDone);
    const whole = await (await runs())();
    whole.picture.edit({ kind: 'added', steps: [editStep('a', 'denoise')], at: 0 });
    await whole.restore();
    expect(isSame(await again.after(), await whole.after())).toBe(true);
  });

  it.each([
    ['another network', fakeModel({ id: 'other', tileSize: 96, halo: 16, alignment: 8 })],
    ['no network', null],
  ])('are shown as they were made where %s is installed, and are there for the first one again', async (_, other) => {
    const open = await runs();
    const before = await open();
    before.picture.edit({ kind: 'added', steps: [editStep('a', 'denoise')], at: 0 });
    await before.restore();
    const [expected, files] = [await before.after(), before.files()];
    const { history } = before.picture;
    const shown = before.picture.shown();
    await before.close();

    const without = await open({ history, installed: other });
    without.picture.recall(shown);
    expect(without.picture.state().steps[0]).toMatchObject({ status: 'stale', tilesDone: 0 });
    expect(isSame(await without.after(), expected)).toBe(true);
    await without.close();
    expect(without.files()).toEqual(files);

    const again = await open({ history });
    expect(again.picture.state().steps[0]?.status).toBe('done');
    expect(isSame(await again.after(), expected)).toBe(true);
  });

  it('of another size are neither shown nor touched', async () => {
    const open = await runs();
    const before = await open();
    before.picture.edit({ kind: 'added', steps: [editStep('a', 'upscale')], at: 0 });
    await before.restore();
    before.picture.edit({ kind: 'changed', step: id('a'), changes: { parameters: { factor: 4 } } });
    const { history } = before.picture;
    const [shown, files] = [before.picture.shown(), before.files()];
    await before.close();

    const again = await open({ history });
    again.picture.recall(shown);
    const { length } = await again.after();
    expect(length).toBe(16 * 200 * 150 * 3);
    again.picture.undo();
    expect(again.picture.state().steps[0]?.status).toBe('done');
    expect(again.files()).toEqual(files);
  });

  it('are computed again where they are damaged, before anything is built on them', async () => {
    const open = await runs();
    const before = await open();
    before.picture.edit({ kind: 'added', steps: [editStep('a', 'denoise'), editStep('b', 'dehaze')], at: 0 });
    await before.restore();
    const expected = await before.after();
    await before.close();
    const tiles = before.files().filter((file) => file.includes('tile-'));
    for (const file of tiles.slice(0, 3)) writeFileSync(file, readFileSync(file).fill(1, 100, 200));

    const again = await open({ history: before.picture.history });
    expect((await again.restore()).state).toBe('done');
    expect(again.inference.tileRuns).toBe(3);
    expect(isSame(await again.after(), expected)).toBe(true);
  });

  it('show their input where a damaged tile is found while looking, and say that it is missing', async () => {
    const open = await runs();
    const before = await open();
    before.picture.edit({ kind: 'added', steps: [editStep('a', 'denoise')], at: 0 });
    await before.restore();
    await before.close();
    for (const file of before.files().filter((each) => each.includes('tile-'))) writeFileSync(file, 'torn');
    const again = await open({ history: before.picture.history });
    expect(again.picture.state().steps[0]?.status).toBe('done');
    expect(isSame(await again.after(), await valuesOf(again.picture.pyramid))).toBe(true);
    expect(again.picture.state().steps[0]).toMatchObject({ status: 'waiting', tilesDone: 0 });
  });

  it('are told apart by pixels, words, parameters, and what was blended before them', async () => {
    const open = await runs();
    const editor = await open();
    const { picture, inference } = editor;
    picture.edit({ kind: 'added', steps: [editStep('a', 'denoise'), editStep('b', 'dehaze')], at: 0 });
    await editor.restore();
    const runsOf = async () => {
      const known = inference.tileRuns;
      await editor.restore();
      return inference.tileRuns - known;
    };
    const tiles = picture.state().steps[0]?.tilesTotal ?? 0;
    picture.edit({ kind: 'changed', step: id('b'), changes: { strength: 0.4 } });
    expect(await runsOf()).toBe(0);
    picture.edit({ kind: 'changed', step: id('a'), changes: { strength: 0.4 } });
    expect(await runsOf()).toBe(tiles);
    picture.edit({ kind: 'changed', step: id('a'), changes: { enabled: false } });
    expect(await runsOf()).toBe(tiles);
    picture.undo();
    expect(await runsOf()).toBe(0);
    picture.edit({ kind: 'added', steps: [editStep('c', 'dehaze', { words: 'clear the mist' })], at: 2 });
    expect(await runsOf()).toBe(tiles);
    const other = await open({ fingerprint: 'other pixels', history: picture.history });
    expect(other.picture.state().steps.map(({ tilesDone }) => tilesDone)).toEqual([0, 0, 0]);
  });
});
