import { describe, expect, it, onTestFinished } from 'vitest';
import { renderTile } from '../../../../src/engine/document/renderTile.ts';
import { renderPicture } from '../../../../src/engine/pipeline/renderPicture.ts';
import type { StepId } from '../../../../src/shared/base/ids.ts';
import type { TileAddress } from '../../../../src/shared/contract/tileAddress.ts';
import { makeStep } from '../../../../src/shared/model/recipe.ts';
import { FakeInference } from '../../../support/fakeInference.ts';
import { editStep, openEditor, valuesOf } from '../../../support/openEditor.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';

const stroke = { points: [40, 40, 1, 80, 60, 1], size: 30, hardness: 0.5, flow: 1, erase: false };
const stepId = (id: string) => id as StepId;

/** Bit for bit; a matcher of the test library takes seconds over arrays of this size. */
const isSame = (a: Float32Array, b: Float32Array) => Buffer.from(a.buffer).equals(Buffer.from(b.buffer));

async function open() {
  const editor = await openEditor(await temporaryFolder());
  onTestFinished(editor.close);
  const { picture } = editor;
  const inference = editor.inference as FakeInference;
  const add = (...steps: ReturnType<typeof editStep>[]) =>
    picture.edit({ kind: 'added', steps, at: picture.steps.length });
  const after = () => valuesOf(picture.links.at(-1)?.output ?? picture.pyramid);
  const tile = (layer: string, level = 0): TileAddress => ({
    document: picture.id,
    layer,
    level,
    column: 0,
    row: 0,
    revision: picture.revision,
  });
  return { ...editor, inference, add, after, tile };
}

describe('an open picture', () => {
  it('shows its source before anything is done to it', async () => {
    const { picture, after, tile } = await open();
    expect(isSame(await after(), await valuesOf(picture.pyramid))).toBe(true);
    const { width, height, pixels } = await renderTile(picture, tile('after'));
    expect([width, height]).toEqual([200, 150]);
    expect([...pixels.subarray(0, 3)]).toEqual([...picture.source.samples.subarray(0, 3)]);
  });

  it('gives bit for bit what the command line gives', async () => {
    const { picture, restore, add, after, model, inference } = await open();
    add(editStep('a', 'denoise', { strength: 0.7 }), editStep('b', 'exposure'), editStep('c', 'dehaze'));
    expect((await restore()).state).toBe('done');
    const steps = [makeStep('denoise', { strength: 0.7 }), makeStep('exposure'), makeStep('dehaze')];
    const rendered = await renderPicture(
      {
        picture: picture.source,
        steps: steps.map((step) => ({
          step,
          embedding: step.operation === 'exposure' ? null : new Float32Array(256),
        })),
        model,
        inference: new FakeInference(model, ({ planes }) => {
          for (let i = 0; i < planes.length; i += 1) planes[i] = (planes[i] ?? 0) * 1.25;
        }),
        scratchFolder: await temporaryFolder(),
        memoryBudgetBytes: 1 << 24,
        depth: 16,
      },
      new AbortController().signal,
    );
    const expected = await rendered.readRows(0, 150);
    const values = await after();
    const own = Uint16Array.from(values, (value) => Math.round(Math.max(0, Math.min(1, value)) * 65_535));
    expect(Buffer.from(own.buffer).equals(Buffer.from(expected.buffer))).toBe(true);
    expect(inference.guideRuns).toBe(2);
  });

  it('runs no network for strength, mask, on and off', async () => {
    const { picture, restore, add, inference, after } = await open();
    add(editStep('a', 'denoise'));
    await restore();
    const runs = inference.tileRuns;
    const full = await after();
    picture.edit({ kind: 'changed', step: stepId('a'), changes: { strength: 0.5 } });
    const half = await after();
    picture.edit({ kind: 'changed', step: stepId('a'), changes: { enabled: false } });
    expect(isSame(await after(), await valuesOf(picture.pyramid))).toBe(true);
    picture.edit({ kind: 'changed', step: stepId('a'), changes: { enabled: true, strength: 1 } });
    expect(isSame(await after(), full)).toBe(true);
    picture.edit({ kind: 'stroked', step: stepId('a'), stroke, component: null });
    expect(picture.state().steps[0]?.status).toBe('done');
    expect((await restore()).state).toBe('done');
    expect(inference.tileRuns).toBe(runs);
    expect(half[0]).toBeGreaterThan((await valuesOf(picture.pyramid))[0] ?? 1);
    expect(half[0]).toBeLessThan(full[0] ?? 0);
  });

  it('shows the input where tiles are missing, and each tile as it comes', async () => {
    const { picture, jobs, add, after, repaints } = await open();
    const before = await valuesOf(picture.pyramid);
    add(editStep('a', 'denoise'));
    expect(isSame(await after(), before)).toBe(true);
    repaints.length = 0;
    const job = jobs.restore(picture);
    while (repaints.length === 0) await new Promise((resolve) => setImmediate(resolve));
    job.cancel();
    const partial = await after();
    const changed = partial.filter((value, index) => value !== before[index]).length;
    expect(changed).toBeGreaterThan(0);
    expect(changed).toBeLessThan(before.length);
  });

  it('marks a step stale when something before it changes, and goes on showing its old result', async () => {
    const { picture, restore, add, after } = await open();
    add(editStep('a', 'exposure'), editStep('b', 'denoise'));
    await restore();
    const shown = await after();
    picture.edit({ kind: 'changed', step: stepId('a'), changes: { parameters: { ev: 1 } } });
    expect(picture.state().steps[1]?.status).toBe('stale');
    expect(isSame(await after(), shown)).toBe(true);
    await restore();
    expect(picture.state().steps[1]?.status).toBe('done');
    expect(isSame(await after(), shown)).toBe(false);
  });

  it('has the old result at once after undo', async () => {
    const { picture, restore, add, after, inference } = await open();
    add(editStep('a', 'exposure'), editStep('b', 'denoise'));
    await restore();
    const shown = await after();
    picture.edit({ kind: 'changed', step: stepId('a'), changes: { parameters: { ev: 1 } } });
    await restore();
    const runs = inference.tileRuns;
    picture.undo();
    expect(picture.state().steps[1]?.status).toBe('done');
    expect(isSame(await after(), shown)).toBe(true);
    expect(inference.tileRuns).toBe(runs);
  });

  it('leaves every pixel outside of a mask as it was, and says so', async () => {
    const { picture, restore, add, after, inference } = await open();
    add(editStep('a', 'denoise'));
    picture.edit({ kind: 'stroked', step: stepId('a'), stroke, component: null });
    expect(picture.state().steps[0]).toMatchObject({ region: 'mask', tilesTotal: 8 });
    await restore();
    const before = await valuesOf(picture.pyramid);
    const now = await after();
    let changed = 0;
    for (let y = 0; y < 150; y += 1) {
      for (let x = 0; x < 200; x += 1) {
        const i = (y * 200 + x) * 3;
        if (now[i] === before[i]) continue;
        changed += 1;
        if (x <= 20 || x >= 100 || y <= 20 || y >= 80) throw new Error(`The pixel ${x}, ${y} changed outside.`);
      }
    }
    expect(changed).toBeGreaterThan(500);
    await expect.poll(() => picture.state().steps[0]?.changedOutside).toBe(0);
    expect(inference.tileRuns).toBe(picture.state().steps[0]?.tilesTotal);
  });

  it('does nothing for a place in words that has no mask yet', async () => {
    const { picture, restore, add, after, inference } = await open();
    add(editStep('a', 'denoise', { region: { words: 'the sky' } }));
    expect((await restore()).total).toBe(0);
    expect(inference.tileRuns).toBe(0);
    expect(isSame(await after(), await valuesOf(picture.pyramid))).toBe(true);
  });

  it('shows from afar what it shows at full size', async () => {
    const { picture, restore, add, tile } = await open();
    add(editStep('a', 'denoise'), editStep('b', 'contrast'));
    await restore();
    const full = (await renderTile(picture, tile('after', 0))).pixels;
    // Levels above the top are the top: a picture of 200 pixels has one level, so levels are compared by their maker.
    const last = picture.links.at(-1)?.output;
    expect(last?.at(0).width).toBe(200);
    expect(full.length).toBe(200 * 150 * 4);
  });

  it('enlarges and keeps masks where they were', async () => {
    const { picture, restore, add } = await open();
    add(editStep('a', 'upscale'), editStep('b', 'denoise'));
    picture.edit({ kind: 'stroked', step: stepId('b'), stroke, component: null });
    expect(picture.state()).toMatchObject({ width: 400, height: 300 });
    expect((await restore()).state).toBe('done');
    expect(picture.state().steps.map((step) => step.status)).toEqual(['done', 'done']);
  });

  it('shows any state as it was, beside the one that is shown', async () => {
    const { picture, restore, add, after, tile } = await open();
    add(editStep('a', 'denoise'));
    await restore();
    const first = picture.history.head;
    const shown = await after();
    picture.edit({ kind: 'changed', step: stepId('a'), changes: { strength: 0.5 } });
    picture.edit({ kind: 'removed', step: stepId('a') });
    const one = await renderTile(picture, tile(`state:${first}`));
    expect(one.pixels).not.toEqual((await renderTile(picture, tile('after'))).pixels);
    expect(isSame(await valuesOf(picture.linksAt(first).at(-1)?.output ?? picture.pyramid), shown)).toBe(true);
    picture.jump(first);
    expect(isSame(await after(), shown)).toBe(true);
    expect((await renderTile(picture, tile('after'))).pixels).toEqual(one.pixels);
    expect(() => picture.jump(99)).toThrow('not in the history');
  });

  it('refreshes one step with all before it, says what it will cost, and leaves later ones as they were', async () => {
    const { picture, restore, jobs, add, inference } = await open();
    add(editStep('a', 'exposure'), editStep('b', 'denoise'), editStep('c', 'dehaze'), editStep('d', 'deblur'));
    await restore();
    picture.edit({ kind: 'changed', step: stepId('a'), changes: { parameters: { ev: 1 } } });
    const [, before, middle] = picture.state().steps;
    expect([before?.status, middle?.status]).toEqual(['stale', 'stale']);
    expect(middle?.secondsLeft).toBeGreaterThan(0);
    const runs = inference.tileRuns;
    const job = jobs.restore(picture, { upTo: stepId('c'), extent: 'visible' });
    await expect.poll(() => job.snapshot().state).toBe('done');
    expect(inference.tileRuns - runs).toBe(2 * (middle?.tilesTotal ?? 0));
    const statuses = picture.state().steps.map(({ status }) => status);
    expect(statuses).toEqual(['done', 'done', 'done', 'stale']);
    expect(picture.state().steps[2]?.secondsLeft).toBeNull();
  });
});
