import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Picture } from '../../../../src/engine/image/picture.ts';
import { renderPicture } from '../../../../src/engine/pipeline/renderPicture.ts';
import type { ResolvedStep } from '../../../../src/engine/pipeline/resolvedStep.ts';
import { FakeInference, type FakeTile, fakeModel } from '../../../support/fakeInference.ts';
import { held } from '../../../support/held.ts';
import { allRows, makePicture, resolved } from './pictures.ts';

const scratchFolder = mkdtempSync(join(tmpdir(), 'patina-rows-'));
afterAll(() => rmSync(scratchFolder, { recursive: true }));

const brighten = ({ planes }: FakeTile) => {
  for (let i = 0; i < planes.length; i += 1) planes[i] = (planes[i] ?? 0) + 0.25;
};

function start(picture: Picture, steps: readonly ResolvedStep[], inference: FakeInference) {
  return renderPicture(
    { picture, steps, model: fakeModel(), inference, scratchFolder, memoryBudgetBytes: 1 << 20 },
    new AbortController().signal,
  );
}

describe('rows of the last network', () => {
  test('leave while tiles below them are still to come, and are those of the whole', async () => {
    const picture = makePicture(64, 640);
    const steps = [
      resolved('denoise'),
      resolved('contrast'),
      resolved('sharpen'),
      resolved('deblur'),
      resolved('sharpen'),
    ];
    const undisturbed = new FakeInference(fakeModel(), brighten);
    const whole = await allRows(await start(picture, steps, undisturbed));
    const inference = new FakeInference(fakeModel(), brighten);
    const { released, release } = held();
    Object.assign(inference, { mostTiles: undisturbed.tileRuns - 2, onward: released });
    const rendered = await start(picture, steps, inference);
    let networksEnded = false;
    void rendered.networksDone.then(() => (networksEnded = true));
    const first = [...(await rendered.readRows(0, 10))];
    expect(networksEnded).toBe(false);
    release();
    const rest = await rendered.readRows(10, 630);
    expect(networksEnded).toBe(true);
    expect(Uint8Array.from([...first, ...rest])).toEqual(whole);
    await rendered.dispose();
  });

  test('need not be read: disposing stops the network', async () => {
    const inference = new FakeInference();
    const { released, release } = held();
    Object.assign(inference, { mostTiles: 10, onward: released });
    const rendered = await start(makePicture(64, 6400), [resolved('denoise')], inference);
    await rendered.readRows(0, 1);
    await rendered.dispose();
    release();
    const done = inference.tileRuns;
    expect(done).toBeLessThanOrEqual(10);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(inference.tileRuns).toBe(done);
    expect(readdirSync(scratchFolder)).toEqual([]);
  });
});
