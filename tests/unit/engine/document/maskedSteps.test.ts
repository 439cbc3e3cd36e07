import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { countOutside } from '../../../../src/engine/jobs/countOutside.ts';
import type { FloatSource } from '../../../../src/engine/tiling/floatSource.ts';
import { rectOf } from '../../../../src/shared/base/geometry.ts';
import type { StepId } from '../../../../src/shared/base/ids.ts';
import { emptyMask, type Mask, type MaskComponent } from '../../../../src/shared/model/mask.ts';
import type { FakeInference } from '../../../support/fakeInference.ts';
import { editStep, noisyPicture, openEditor, valuesOf } from '../../../support/openEditor.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';

const id = 'a' as StepId;
const every = { mode: 'add', inverted: false } as const;
const box = { x: 90, y: 60, width: 60, height: 40, angle: 15 };
const ellipse: MaskComponent = { kind: 'ellipse', ...every, ...box };
const masks: Readonly<Record<string, Partial<Mask>>> = {
  'an ellipse': { components: [ellipse] },
  'a feathered rectangle': { components: [{ kind: 'rectangle', ...every, ...box }], feather: 6 },
  'a gradient without an ellipse': {
    components: [
      { kind: 'linear', ...every, x: 0, y: 20, toX: 0, toY: 90 },
      { ...ellipse, mode: 'subtract' },
    ],
  },
  'a grown lasso': { components: [{ kind: 'lasso', ...every, points: [20, 20, 90, 30, 50, 90] }], grow: 7 },
  'a brightness inside a ring': {
    components: [
      { kind: 'luminance', ...every, low: 0.2, high: 0.4, softness: 0.05 },
      { kind: 'radial', ...every, ...box, mode: 'intersect', hardness: 0.4 },
    ],
  },
  'an ellipse that follows edges': { components: [ellipse], refine: 12 },
  'all but an ellipse': { components: [ellipse], inverted: true },
};

/** The outside of masks is counted after a while: the picture is closed before its folder goes. */
async function open(options: Parameters<typeof openEditor>[1] = {}) {
  const editor = await openEditor(await temporaryFolder(), options);
  onTestFinished(editor.close);
  return editor;
}

describe.each(Object.entries(masks))('a network step inside %s', (_, parts) => {
  const mask: Mask = { ...emptyMask, ...parts };

  it('leaves every pixel outside bit for bit, computes only touched tiles, and says so', async () => {
    const editor = await open();
    const { picture } = editor;
    picture.edit({ kind: 'added', steps: [editStep('a', 'denoise', { region: 'mask', mask })], at: 0 });
    await editor.restore();
    const [before, after] = [await valuesOf(picture.pyramid), await valuesOf(picture.link(id).output)];
    const coverage = picture.masks.coverage(mask, 1);
    const covered = new Float32Array(coverage.width * coverage.height);
    coverage.readRect(rectOf(coverage), covered);
    const changedWhere = (isOutside: boolean): boolean[] =>
      [...covered].flatMap((value, pixel) =>
        (value === 0) === isOutside ? [before[3 * pixel] !== after[3 * pixel]] : [],
      );
    expect(changedWhere(true).length).toBeGreaterThan(500);
    expect(changedWhere(true)).not.toContain(true);
    expect(changedWhere(false).filter(Boolean).length).toBeGreaterThan(300);
    const state = picture.state().steps[0];
    expect((editor.inference as FakeInference).tileRuns).toBe(state?.tilesTotal);
    await expect.poll(() => picture.state().steps[0]?.changedOutside).toBe(0);
  });

  it('has the same bits whether its mask was there from the beginning or came bit by bit', async () => {
    const source = noisyPicture(200, 150);
    const whole = await open({ picture: source });
    whole.picture.edit({ kind: 'added', steps: [editStep('a', 'denoise', { region: 'mask', mask })], at: 0 });
    await whole.restore();
    const grown = await open({ picture: source });
    grown.picture.edit({ kind: 'added', steps: [editStep('a', 'denoise')], at: 0 });
    for (const component of mask.components) {
      grown.picture.edit({ kind: 'componentAdded', step: id, component });
      await grown.restore();
    }
    const { feather, grow, refine, inverted } = mask;
    grown.picture.edit({ kind: 'maskChanged', step: id, changes: { feather, grow, refine, inverted } });
    await grown.restore();
    const [one, two] = [await valuesOf(whole.picture.link(id).output), await valuesOf(grown.picture.link(id).output)];
    expect(Buffer.from(one.buffer).equals(Buffer.from(two.buffer))).toBe(true);
  });
});

describe('a chain of masked steps', () => {
  it.each([0, 1])('asks its source once at level %i, however many steps have results with gaps', async (level) => {
    const { picture, restore } = await open();
    for (let number = 0; number < 12; number += 1) {
      const mask: Mask = { ...emptyMask, components: [{ ...ellipse, ...box, x: 40 + 10 * number }] };
      const rest = { region: 'mask' as const, mask, strength: 0.5 };
      const step = editStep(`s${number}`, number % 3 === 2 ? 'sharpen' : 'denoise', { ...rest, words: `n ${number}` });
      picture.edit({ kind: 'added', steps: [step], at: number });
    }
    await restore();
    expect(picture.state().steps.map(({ status }) => status)).toEqual(Array(12).fill('done'));
    const read = vi.spyOn(picture.pyramid.at(level), 'readRect');
    await valuesOf(picture.links.at(-1)?.output ?? picture.pyramid, level);
    expect(read).toHaveBeenCalledTimes(1);
  });
});

describe('what a step says about the outside of its mask', () => {
  const mask: Mask = { ...emptyMask, components: [ellipse] };

  it('is counted for adjustments as well, again after every change, and not while it is off', async () => {
    const { picture } = await open();
    const said = () => picture.state().steps.map(({ changedOutside }) => changedOutside);
    const steps = [
      editStep('a', 'exposure', { strength: 0.7, region: 'mask', mask, parameters: { ev: 1 } }),
      editStep('b', 'sharpen', { region: 'outside-mask', mask }),
      editStep('c', 'contrast', { parameters: { amount: 30 } }),
    ];
    picture.edit({ kind: 'added', steps, at: 0 });
    expect(said()).toEqual([null, null, null]);
    await expect.poll(said).toEqual([0, 0, null]);
    picture.edit({ kind: 'changed', step: id, changes: { strength: 0.3 } });
    expect(said()).toEqual([null, null, null]);
    await expect.poll(said).toEqual([0, 0, null]);
    picture.edit({ kind: 'changed', step: id, changes: { enabled: false } });
    await expect.poll(said).toEqual([null, 0, null]);
  });

  it('is the number of pixels, where a step reaches out', async () => {
    const { picture } = await open();
    picture.edit({
      kind: 'added',
      steps: [editStep('a', 'exposure', { region: 'mask', mask, parameters: { ev: 1 } })],
      at: 0,
    });
    const [link] = picture.exactLinks;
    if (link === undefined) throw new Error('no step');
    const leaky = {
      ...link.output,
      at: (level: number): FloatSource => ({
        ...link.output.at(level),
        readRect: async (rect, into) => {
          await link.output.at(level).readRect(rect, into);
          if (rect.left === 0 && rect.top === 0) into.fill(2, 0, 3 * 7);
        },
      }),
    };
    const counts = await countOutside(
      [{ ...link, output: leaky }],
      picture.source,
      picture.masks,
      new AbortController().signal,
    );
    expect(counts.map(({ count }) => count)).toEqual([7]);
  });
});
