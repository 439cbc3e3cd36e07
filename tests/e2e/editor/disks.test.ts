/** What the window says where a photo lies on a disk that cannot take its edit, and that nothing is lost there. */
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canMountDisks, mountDisk, type SmallDisk } from '../../support/smallDisk.ts';
import type { EditorUnderTest } from './editorUnderTest.ts';
import { addStep, closePhoto, notices, openAndWait, stepTitles } from './hands.ts';
import { openEditor } from './openEditor.ts';
import { patience } from './patience.ts';
import { noisyPhoto } from './photos.ts';

describe.runIf(canMountDisks)('a photo on a disk', () => {
  let editor: EditorUnderTest;
  const disks: SmallDisk[] = [];

  async function photoOnDisk(photos: string, name: string, width: number): Promise<SmallDisk> {
    const folder = join(photos, name);
    mkdirSync(folder);
    const disk = mountDisk(folder, 128);
    disks.push(disk);
    await noisyPhoto(join(folder, 'photo.jpg'), width, 90);
    return disk;
  }

  beforeAll(async () => {
    editor = await openEditor({
      makePhotos: async (photos) => {
        // Of different sizes: photos of the same pixels would find each other's edits.
        (await photoOnDisk(photos, 'archive', 120)).makeReadOnly();
        await photoOnDisk(photos, 'card', 140);
      },
    });
  });
  afterAll(async () => {
    for (const disk of disks) disk.unmount();
    await editor?.close();
  });

  it('that must not be written is edited all the same, and the edit is kept and found elsewhere', async () => {
    const { page, photos } = editor;
    await openAndWait(editor, 'archive/photo.jpg');
    await expect.poll(() => notices(page), patience).toEqual([expect.stringContaining('cannot be written')]);
    await addStep(page, 'Contrast');
    await closePhoto(page);
    await openAndWait(editor, 'archive/photo.jpg');
    await expect.poll(() => stepTitles(page), patience).toEqual(['Contrast']);
    expect(readdirSync(join(photos, 'archive'))).toEqual(['photo.jpg']);
    await closePhoto(page);
  });

  it('that is full says so, keeps the last save, and saves on demand when there is room', async () => {
    const { page, photos } = editor;
    const sidecar = join(photos, 'card', 'photo.jpg.patina');
    const [, card] = disks;
    await openAndWait(editor, 'card/photo.jpg');
    await addStep(page, 'Contrast');
    await expect.poll(() => existsSync(sidecar), patience).toBe(true);
    card?.fill();
    const before = readFileSync(sidecar, 'utf8');
    await addStep(page, 'Saturation');
    await expect
      .poll(() => notices(page), patience)
      .toEqual([expect.stringMatching(/not saved yet. There is no space left/)]);
    expect(readFileSync(sidecar, 'utf8')).toBe(before);
    card?.makeRoom();
    await page.getByRole('button', { name: 'Try now' }).click();
    const savedNodes = () => JSON.parse(readFileSync(sidecar, 'utf8')).history.nodes;
    await expect.poll(savedNodes, patience).toHaveLength(3);
    await expect.poll(() => notices(page), patience).toEqual([]);
  });

  it('complained about nothing on the way', () => {
    expect(editor.complaints).toEqual([]);
  });
});
