import { describe, expect, it } from 'vitest';
import { renderPicture } from '../../../../src/engine/pipeline/renderPicture.ts';
import type { StepId } from '../../../../src/shared/base/ids.ts';
import { DiagnosingInference, fakeDiagnoser } from '../../../support/diagnosingInference.ts';
import { type FakeTile, fakeModel } from '../../../support/fakeInference.ts';
import { editStep, openEditor } from '../../../support/openEditor.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';
import { allRows, makePicture, noise, resolved } from '../pipeline/pictures.ts';

/** Flat on the left, noisy on the right. */
const half = makePicture(256, 96, {}, (x, y, channel) => (x < 128 ? 0.4 : 0.3 + 0.4 * noise(x, y, channel)));
const model = fakeModel({ tileSize: 64, halo: 8 });
const brighten = ({ planes }: FakeTile) => {
  for (let i = 0; i < planes.length; i += 1) planes[i] = (planes[i] ?? 0) + 0.1;
};
const diagnoser = () => fakeDiagnoser;

describe('a step that leaves clean tiles as they are', () => {
  it('runs the network for the others only, and says so', async () => {
    const inference = new DiagnosingInference(model, brighten);
    const steps = [resolved('denoise', { parameters: { leaveBelow: 20 } })];
    const options = { picture: half, steps, model, inference, diagnoser, memoryBudgetBytes: 1 << 24 };
    const scratchFolder = await temporaryFolder();
    const rendered = await renderPicture({ ...options, scratchFolder }, new AbortController().signal);
    const rows = await allRows(rendered);
    await rendered.dispose();
    expect(rendered.tilesClean).toBeGreaterThan(2);
    expect(inference.tileRuns).toBe(rendered.tiles - rendered.tilesClean);
    for (let y = 0; y < 96; y += 1) {
      const [left, right] = [y * 256 * 3, (y * 256 + 200) * 3];
      expect(rows[left]).toBe(half.samples[left]);
      expect(rows[right]).toBeGreaterThan(half.samples[right] ?? 255);
    }
  });

  it('asks nobody where nothing is said, or 0', async () => {
    for (const parameters of [{}, { leaveBelow: 0 }]) {
      const inference = new DiagnosingInference(model, brighten);
      const steps = [resolved('denoise', { parameters })];
      const options = { picture: half, steps, model, inference, memoryBudgetBytes: 1 << 24 };
      const scratchFolder = await temporaryFolder();
      const rendered = await renderPicture({ ...options, scratchFolder }, new AbortController().signal);
      await allRows(rendered);
      await rendered.dispose();
      expect([inference.diagnoserRuns, rendered.tilesClean]).toEqual([0, 0]);
      expect(inference.tileRuns).toBe(rendered.tiles);
    }
  });

  it('tells the window, remembers it with the result, and is another result than one that restores all', async () => {
    const folder = await temporaryFolder();
    const inference = new DiagnosingInference(model, brighten);
    const given = { picture: half, inference, installed: model, diagnoser, fingerprint: 'half' };
    const { picture, restore } = await openEditor(folder, given);
    picture.edit({ kind: 'added', steps: [editStep('a', 'denoise', { parameters: { leaveBelow: 20 } })], at: 0 });
    expect((await restore()).state).toBe('done');
    const [step] = picture.state().steps;
    expect(step?.tilesClean).toBeGreaterThan(2);
    expect(inference.tileRuns).toBe((step?.tilesDone ?? 0) - (step?.tilesClean ?? 0));

    const again = await openEditor(folder, given);
    again.picture.edit({ kind: 'added', steps: [editStep('a', 'denoise', { parameters: { leaveBelow: 20 } })], at: 0 });
    const [kept] = again.picture.state().steps;
    expect([kept?.tilesDone, kept?.tilesClean]).toEqual([step?.tilesTotal, step?.tilesClean]);
    const all = { kind: 'changed', step: 'a' as StepId, changes: { parameters: { leaveBelow: 0 } } } as const;
    again.picture.edit(all);
    expect(again.picture.state().steps[0]?.tilesDone).toBe(0);
    await again.restore();
    again.picture.edit({ kind: 'added', steps: [editStep('b', 'contrast')], at: 1 });
    again.picture.edit({ kind: 'removed', step: 'a' as StepId });
    again.picture.edit({ kind: 'added', steps: [editStep('c', 'denoise')], at: 0 });
    expect(again.picture.state().steps[0]?.tilesDone).toBe(step?.tilesTotal);
  });
});
