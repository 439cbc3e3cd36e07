import { describe, expect, it, vi } from 'vitest';
import { StoredResult } from '../../../../src/engine/cache/storedResult.ts';
import { nextTile } from '../../../../src/engine/jobs/tileOrder.ts';
import type { InferencePort } from '../../../../src/engine/ports.ts';
import { planTiles } from '../../../../src/engine/tiling/planTiles.ts';
import { cancelledError } from '../../../../src/shared/base/cancel.ts';
import { AppError } from '../../../../src/shared/base/errors.ts';
import type { StepId } from '../../../../src/shared/base/ids.ts';
import { sentence } from '../../../../src/shared/base/sentence.ts';
import { FakeInference, fakeModel } from '../../../support/fakeInference.ts';
import { held } from '../../../support/held.ts';
import { editStep, noisyPicture, openEditor, valuesOf } from '../../../support/openEditor.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';

/** A network that takes `ms` for a tile and gives up at once when it is cancelled. */
class SlowInference extends FakeInference {
  readonly #ms: number;
  fail: AppError | null = null;
  /** Called once, when the first tile is about to be finished. */
  onFirstTile: (() => void) | null = null;
  /** Tiles that were begun. */
  started = 0;
  #held: (ReturnType<typeof held> & { readonly after: number }) | null = null;

  constructor(ms: number) {
    super(fakeModel({ tileSize: 64, halo: 8 }));
    this.#ms = ms;
  }

  /** Finishes no more than so many tiles until it is released: however slow the machine, the job is then under way. */
  holdAfter(tiles: number): void {
    this.#held = { after: tiles, ...held() };
  }

  release(): void {
    this.#held?.release();
    this.#held = null;
  }

  override async run(...call: Parameters<InferencePort['run']>) {
    const signal = call[2];
    await new Promise<void>((resolve, reject) => {
      const cancel = () => {
        clearTimeout(timer);
        reject(cancelledError());
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', cancel);
        resolve();
      }, this.#ms);
      signal?.addEventListener('abort', cancel);
    });
    if (this.fail !== null && call[0].graph === 'tile') throw this.fail;
    if (call[0].graph === 'tile') await this.#turn(signal);
    if (call[0].graph === 'tile') {
      this.onFirstTile?.();
      this.onFirstTile = null;
    }
    return super.run(call[0], call[1], signal);
  }

  async #turn(signal: AbortSignal | undefined): Promise<void> {
    this.started += 1;
    if (this.#held === null || this.started <= this.#held.after) return;
    const aborted = new Promise<never>((_, reject) => {
      signal?.addEventListener('abort', () => reject(cancelledError()));
    });
    await Promise.race([this.#held.released, aborted]);
  }
}

async function open(ms = 5) {
  const inference = new SlowInference(ms);
  const editor = await openEditor(await temporaryFolder(), { inference });
  editor.picture.edit({ kind: 'added', steps: [editStep('a', 'denoise')], at: 0 });
  const total = editor.picture.state().steps[0]?.tilesTotal ?? 0;
  return { ...editor, inference, total, done: () => editor.picture.state().steps[0]?.tilesDone ?? 0 };
}

describe('the order of tiles', () => {
  it('begins on screen, from the middle outward, and then takes the nearest', () => {
    const { tiles } = planTiles({ width: 400, height: 400 }, { tileSize: 64, halo: 8, alignment: 1, overlap: 4 });
    const visible = { left: 300, top: 300, width: 100, height: 100 };
    const taken: number[] = [];
    for (;;) {
      const tile = nextTile(tiles, (each) => taken.includes(each.index), visible);
      if (tile === undefined) break;
      taken.push(tile.index);
    }
    expect(taken).toHaveLength(tiles.length);
    const distance = (index: number) => {
      const { output } = tiles[index] ?? { output: { left: 0, top: 0, width: 0, height: 0 } };
      return Math.hypot(output.left + output.width / 2 - 350, output.top + output.height / 2 - 350);
    };
    expect(taken[0]).toBe([...taken].sort((a, b) => distance(a) - distance(b))[0]);
    expect(taken.at(-1)).toBe(0);
  });
});

describe('a restoration', () => {
  it('tells its progress with every tile and ends with everything done', async () => {
    const { restore, progress, total } = await open(0);
    const end = await restore();
    expect(end).toMatchObject({ state: 'done', done: total, total });
    await expect.poll(() => progress.at(-1)?.state).toBe('done');
  });

  it('keeps three tiles in flight and no more', async () => {
    const { restore, inference } = await open(0);
    inference.holdAfter(0);
    const restored = restore();
    await expect.poll(() => inference.started).toBe(3);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(inference.started).toBe(3);
    inference.release();
    await restored;
  });

  it('takes the tiles on screen first, also when the screen moves', async () => {
    const { picture, inference, restore, repaints, total } = await open();
    picture.look({ left: 150, top: 100, width: 50, height: 50 });
    repaints.length = 0;
    inference.onFirstTile = () => picture.look({ left: 0, top: 0, width: 40, height: 40 });
    await restore();
    expect(repaints[0]?.left).toBeGreaterThan(100);
    const corner = repaints.findIndex(({ left, top }) => left === 0 && top === 0);
    // Before it at most the three tiles that were in flight, and the two that were taken beside it.
    expect(corner).toBeGreaterThan(0);
    expect(corner).toBeLessThan(6);
    expect(total).toBeGreaterThan(8);
  });

  it('answers a cancel at once, keeps what is finished, and goes on from there', async () => {
    const { picture, jobs, restore, done, total, inference } = await open();
    inference.holdAfter(4);
    const job = jobs.restore(picture);
    await expect.poll(done).toBe(4);
    job.cancel();
    expect(job.snapshot().state).toBe('cancelled');
    inference.release();
    await new Promise((resolve) => setTimeout(resolve, 60));
    const kept = done();
    expect(kept).toBe(4);
    expect(picture.state().steps[0]?.status).toBe('waiting');
    const runs = inference.tileRuns;
    await restore();
    expect(done()).toBe(total);
    expect(inference.tileRuns - runs).toBe(total - kept);
  });

  it('stands still in a pause and goes on after it', async () => {
    const { picture, jobs, done, total, inference } = await open();
    inference.holdAfter(2);
    const job = jobs.restore(picture);
    await expect.poll(done).toBe(2);
    job.pause();
    expect(job.snapshot().state).toBe('paused');
    expect(picture.state().steps[0]?.status).toBe('paused');
    inference.release();
    await new Promise((resolve) => setTimeout(resolve, 60));
    const paused = done();
    expect(paused).toBeLessThan(total);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(done()).toBe(paused);
    job.resume();
    await expect.poll(() => job.snapshot().state).toBe('done');
    expect(done()).toBe(total);
  });

  it('goes on with the new state when the picture is edited meanwhile', async () => {
    const { picture, jobs, done, inference } = await open();
    inference.holdAfter(2);
    const job = jobs.restore(picture);
    await expect.poll(done).toBe(2);
    picture.edit({ kind: 'added', steps: [editStep('b', 'exposure')], at: 0 });
    inference.release();
    await expect.poll(() => job.snapshot().state).toBe('done');
    expect(picture.state().steps.map((step) => step.status)).toEqual(['done', 'done']);
    expect(inference.guideRuns).toBe(2);
  });

  it('fails in words, and can be tried again', async () => {
    const { restore, inference, picture } = await open(0);
    inference.fail = new AppError('inference-failed', sentence('said.inferenceNoStart', { reason: 'no memory' }));
    const failed = await restore();
    expect(failed).toMatchObject({ state: 'failed', error: { code: 'inference-failed' } });
    expect(picture.state().steps[0]?.status).toBe('failed');
    inference.fail = null;
    expect((await restore()).state).toBe('done');
  });

  it('joins the restoration that is under way instead of starting another', async () => {
    const { picture, jobs } = await open(5);
    const first = jobs.restore(picture);
    expect(jobs.restore(picture)).toBe(first);
    first.cancel();
  });

  it('measures how long the rest takes', async () => {
    const { picture, jobs, done, inference } = await open(20);
    inference.holdAfter(6);
    const job = jobs.restore(picture);
    await expect.poll(done).toBe(6);
    const { etaSeconds, done: tiles, total } = job.snapshot();
    expect(etaSeconds).toBeGreaterThan(((total - tiles) * 0.01) / 2);
    job.cancel();
  });

  it('stops when its picture is closed', async () => {
    const { picture, jobs } = await open(20);
    const job = jobs.restore(picture);
    await jobs.close(picture.id);
    expect(job.snapshot().state).toBe('cancelled');
    picture.edit({ kind: 'removed', step: 'a' as StepId });
  });
});

describe('a chain of network steps', () => {
  /** How often tiles of the first step are read while so many steps are computed from nothing. */
  async function readsOf(count: number): Promise<number> {
    const { picture, restore } = await openEditor(await temporaryFolder());
    const steps = Array.from({ length: count }, (_, i) =>
      editStep(`step-${i}`, 'denoise', { words: `${i}`, strength: 0.5 }),
    );
    picture.edit({ kind: 'added', steps, at: 0 });
    const reads = vi.spyOn(StoredResult.prototype, 'get');
    expect((await restore()).state).toBe('done');
    const first = picture.links[0]?.work?.key;
    const ofFirst = reads.mock.calls.filter(
      ([name], call) =>
        name.startsWith('tile-') && (reads.mock.contexts[call] as StoredResult | undefined)?.key === first,
    );
    reads.mockRestore();
    return ofFirst.length;
  }

  it('is not read from its beginning for each of them', async () => {
    const two = await readsOf(2);
    expect(two).toBeGreaterThan(0);
    expect(await readsOf(6)).toBe(two);
  });
});

describe('a draft', () => {
  it('shows what is on screen before the first tile, and makes way for tiles', async () => {
    const picture = noisyPicture(1300, 1000);
    const inference = new FakeInference(fakeModel({ tileSize: 256, halo: 8 }), ({ planes }) => {
      for (let i = 0; i < planes.length; i += 1) planes[i] = (planes[i] ?? 0) * 1.25;
    });
    const editor = await openEditor(await temporaryFolder(), { picture, inference });
    editor.picture.edit({ kind: 'added', steps: [editStep('a', 'denoise')], at: 0 });
    editor.repaints.length = 0;
    const job = editor.jobs.restore(editor.picture);
    await expect.poll(() => editor.repaints.length).toBeGreaterThan(0);
    expect(editor.repaints[0]).toEqual({ left: 0, top: 0, width: 1300, height: 1000 });
    job.cancel();
    const after = editor.picture.links.at(-1)?.output ?? editor.picture.pyramid;
    for (const level of [0, 1]) {
      const before = await valuesOf(editor.picture.pyramid, level);
      const drafted = await valuesOf(after, level);
      const ratio = (drafted[3000] ?? 0) / (before[3000] ?? 1);
      expect(ratio).toBeGreaterThan(1.15);
      expect(ratio).toBeLessThan(1.35);
    }
    expect((await editor.restore()).state).toBe('done');
    const full = await valuesOf(after, 0);
    const source = await valuesOf(editor.picture.pyramid, 0);
    expect(full[3000]).toBeCloseTo((source[3000] ?? 0) * 1.25, 5);
  });

  it('takes as many tiles at a time as the device does', async () => {
    const inference = new FakeInference(fakeModel({ tileSize: 256, halo: 8 }));
    inference.mostTiles = 0;
    const { released, release } = held();
    inference.onward = released;
    const editor = await openEditor(await temporaryFolder(), {
      picture: noisyPicture(1300, 1000),
      inference: Object.assign(inference, { atATime: () => 2 }),
    });
    editor.picture.edit({ kind: 'added', steps: [editStep('a', 'denoise')], at: 0 });
    editor.repaints.length = 0;
    const job = editor.jobs.restore(editor.picture);
    await expect.poll(() => inference.mostInFlight).toBe(4);
    expect(editor.repaints).toEqual([]);
    release();
    await expect.poll(() => editor.repaints.length).toBeGreaterThan(0);
    job.cancel();
  });

  it('is made by the network for drafts where there is one, and the tiles by the picture’s own', async () => {
    const inference = new FakeInference(fakeModel({ tileSize: 256 }));
    const editor = await openEditor(await temporaryFolder(), {
      picture: noisyPicture(1300, 1000),
      inference,
      draftModel: fakeModel({ id: 'quick', tileSize: 256 }),
    });
    editor.picture.edit({ kind: 'added', steps: [editStep('a', 'denoise')], at: 0 });
    expect((await editor.restore()).state).toBe('done');
    expect([...inference.models]).toEqual(['quick', 'fake']);
  });
});
