import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSidecar } from '../../../../src/engine/sidecar/sidecarFile.ts';
import { stepsAt } from '../../../../src/shared/logic/history.ts';
import { addStep, noticesOf, openEdits, operationsOf, writePhoto } from '../../../support/openEdits.ts';
import { canMountDisks, mountDisk, type SmallDisk } from '../../../support/smallDisk.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';

async function photoIn(folder: string, name = 'photo.png', red = 90): Promise<string> {
  const path = join(folder, name);
  await writePhoto(path, red);
  return path;
}

const saved = (path: string) => expect.poll(() => existsSync(`${path}.patina`));

describe('the edit of a photo', () => {
  it('is written beside it soon after a change, and not before', async () => {
    const [home, folder] = [await temporaryFolder(), await temporaryFolder()];
    const path = await photoIn(folder);
    const picture = await openEdits(home).open(path);
    expect(readdirSync(folder)).toEqual(['photo.png']);
    addStep(picture, 'exposure');
    await saved(path).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(['photo.png', 'photo.png.patina']);
    expect(await readSidecar(`${path}.patina`)).toMatchObject({ state: 'good', sidecar: { picture: { width: 40 } } });
  });

  it('is there again with every branch, name and mask', async () => {
    const [home, folder] = [await temporaryFolder(), await temporaryFolder()];
    const path = await photoIn(folder);
    const store = openEdits(home);
    const picture = await store.open(path);
    addStep(picture, 'exposure');
    addStep(picture, 'denoise');
    const [first] = picture.steps;
    if (first === undefined) throw new Error('The step was not added.');
    const stroke = { points: [1, 2, 1], size: 10, hardness: 1, flow: 1, erase: false };
    picture.edit({ kind: 'stroked', step: first.id, stroke, component: null });
    picture.nameState(picture.history.head, 'with a mask');
    picture.undo();
    addStep(picture, 'contrast');
    await store.close(picture.id);

    const again = await openEdits(home).open(path);
    expect(again.history.head).toBe(picture.history.head);
    for (const state of picture.history.nodes.keys()) {
      expect(stepsAt(again.history, state)).toEqual(stepsAt(picture.history, state));
    }
    expect(again.history.nodes.map(({ name }) => name)).toEqual([null, null, null, 'with a mask', null]);
    expect(noticesOf(again)).toEqual([]);
  });

  it('is there after a process that never said goodbye, from its journal', async () => {
    const [home, folder] = [await temporaryFolder(), await temporaryFolder()];
    const path = await photoIn(folder);
    const neverSaves = { restMs: 1e6, mostMs: 1e6, retryMs: 1e6 };
    const picture = await openEdits(home, neverSaves).open(path);
    addStep(picture, 'exposure');
    addStep(picture, 'shadows');
    expect(existsSync(`${path}.patina`)).toBe(false);
    const again = await openEdits(home).open(path);
    expect([operationsOf(again), noticesOf(again)]).toEqual([['exposure', 'shadows'], ['recovered']]);
    await saved(path).toBe(true);
  });

  it('says that the photo is another one now, and leads back to the original without losing the edit', async () => {
    const [home, folder] = [await temporaryFolder(), await temporaryFolder()];
    const path = await photoIn(folder);
    const store = openEdits(home);
    const before = await store.open(path);
    addStep(before, 'exposure');
    await store.close(before.id);
    await writePhoto(path, 20);
    const store2 = openEdits(home);
    const picture = await store2.open(path);
    expect([operationsOf(picture), noticesOf(picture)]).toEqual([['exposure'], ['pixels-changed']]);
    await store2.answer(picture.id, 'pixels-changed', 'original');
    expect([operationsOf(picture), noticesOf(picture), picture.history.nodes.length]).toEqual([[], [], 2]);
  });

  it('says that another network computes, or none', async () => {
    const [home, folder] = [await temporaryFolder(), await temporaryFolder()];
    const path = await photoIn(folder);
    const store = openEdits(home);
    const before = await store.open(path);
    addStep(before, 'denoise');
    await store.close(before.id);
    const other = await openEdits(await temporaryFolder(), undefined, '2').open(path);
    const none = await openEdits(await temporaryFolder(), undefined, 'none').open(path);
    expect([noticesOf(other), noticesOf(none)]).toEqual([['model-changed'], ['model-missing']]);
    expect(other.state().notices[0]?.detail).toBe('fake 1');
  });

  it('is found again when the photo was renamed or moved', async () => {
    const [home, folder] = [await temporaryFolder(), await temporaryFolder()];
    const path = await photoIn(folder);
    const store = openEdits(home);
    const before = await store.open(path);
    addStep(before, 'exposure');
    await store.close(before.id);
    const moved = join(folder, 'below', 'renamed.png');
    mkdirSync(join(folder, 'below'));
    renameSync(path, moved);
    const picture = await openEdits(home).open(moved);
    expect([operationsOf(picture), noticesOf(picture)]).toEqual([['exposure'], ['moved']]);
    await saved(moved).toBe(true);
  });

  it('is offered for a copy of the photo, and taken over on demand', async () => {
    const [home, folder] = [await temporaryFolder(), await temporaryFolder()];
    const path = await photoIn(folder);
    const store = openEdits(home);
    const before = await store.open(path);
    addStep(before, 'exposure');
    await store.close(before.id);
    const copy = join(folder, 'copy.png');
    copyFileSync(path, copy);
    const store2 = openEdits(home);
    const picture = await store2.open(copy);
    expect([operationsOf(picture), noticesOf(picture)]).toEqual([[], ['copy']]);
    await store2.answer(picture.id, 'copy', 'take');
    expect(operationsOf(picture)).toEqual(['exposure']);
    await expect(store2.answer(picture.id, 'copy', 'take')).rejects.toMatchObject({ code: 'usage' });
  });

  it('of two windows becomes one tree', async () => {
    const folder = await temporaryFolder();
    const path = await photoIn(folder);
    const [one, two] = [openEdits(await temporaryFolder()), openEdits(await temporaryFolder())];
    const [a, b] = [await one.open(path), await two.open(path)];
    addStep(a, 'exposure');
    await saved(path).toBe(true);
    addStep(b, 'contrast');
    await expect.poll(() => noticesOf(b)).toEqual(['merged']);
    await one.close(a.id);
    await two.close(b.id);
    const picture = await openEdits(await temporaryFolder()).open(path);
    const all = [...picture.history.nodes.keys()].map((state) => stepsAt(picture.history, state));
    expect(all.map((steps) => steps.map(({ operation }) => operation))).toEqual(
      expect.arrayContaining([['exposure'], ['contrast']]),
    );
  });

  it('puts a damaged file aside and starts anew, and never overwrites one of a later version', async () => {
    const [home, folder] = [await temporaryFolder(), await temporaryFolder()];
    const path = await photoIn(folder);
    writeFileSync(`${path}.patina`, '{"patina":"sidecar","version":1,"history":');
    const store = openEdits(home);
    const picture = await store.open(path);
    expect(noticesOf(picture)).toEqual(['damaged']);
    addStep(picture, 'exposure');
    await store.close(picture.id);
    expect(readdirSync(folder).sort()).toEqual(['photo.png', 'photo.png.patina', 'photo.png.patina.damaged-1']);

    const later = '{"patina":"sidecar","version":99,"history":{"what":"nobody knows yet"}}';
    writeFileSync(`${path}.patina`, later);
    const store2 = openEdits(home);
    const other = await store2.open(path);
    expect(noticesOf(other)).toEqual(['newer']);
    addStep(other, 'contrast');
    await store2.close(other.id);
    expect(readFileSync(`${path}.patina`, 'utf8')).toBe(later);
    expect(operationsOf(await openEdits(home).open(path))).toEqual(['contrast']);
  });

  it('of a photo that belongs to Patina is kept in its own folder', async () => {
    const home = await temporaryFolder();
    mkdirSync(join(home, 'own'));
    const path = await photoIn(join(home, 'own'));
    const store = openEdits(home);
    const picture = await store.open(path);
    addStep(picture, 'exposure');
    await store.close(picture.id);
    expect(readdirSync(join(home, 'own'))).toEqual(['photo.png']);
    expect(operationsOf(await openEdits(home).open(path))).toEqual(['exposure']);
  });
});

describe.runIf(canMountDisks)('the edit of a photo on a disk', () => {
  async function onDisk(
    kibibytes: number,
    work: (folder: string, home: string, disk: SmallDisk) => Promise<void>,
  ): Promise<void> {
    const [folder, home] = [await temporaryFolder(), await temporaryFolder()];
    const disk = mountDisk(folder, kibibytes);
    try {
      await work(folder, home, disk);
    } finally {
      disk.unmount();
    }
  }

  it('that is read-only is kept in Patina’s own folder, and said to be there', async () => {
    await onDisk(1024, async (folder, home, disk) => {
      const path = await photoIn(folder);
      disk.makeReadOnly();
      const store = openEdits(home);
      const picture = await store.open(path);
      expect(noticesOf(picture)).toEqual(['kept-elsewhere']);
      addStep(picture, 'exposure');
      await store.close(picture.id);
      expect(readdirSync(folder)).toEqual(['photo.png']);
      expect(operationsOf(await openEdits(home).open(path))).toEqual(['exposure']);
    });
  });

  it('that is full says so, keeps the last save and the journal, and saves when there is room', async () => {
    await onDisk(64, async (folder, home, disk) => {
      const path = await photoIn(folder);
      const store = openEdits(home);
      const picture = await store.open(path);
      addStep(picture, 'exposure');
      await saved(path).toBe(true);
      disk.fill();
      const before = readFileSync(`${path}.patina`);
      addStep(picture, 'contrast');
      await expect.poll(() => noticesOf(picture)).toEqual(['not-saved']);
      expect(readFileSync(`${path}.patina`).equals(before)).toBe(true);
      expect(operationsOf(await openEdits(home, { restMs: 1e6, mostMs: 1e6, retryMs: 1e6 }).open(path))).toEqual([
        'exposure',
        'contrast',
      ]);
      disk.makeRoom();
      await expect.poll(() => noticesOf(picture)).toEqual([]);
      expect(readFileSync(`${path}.patina`).equals(before)).toBe(false);
    });
  });
});
