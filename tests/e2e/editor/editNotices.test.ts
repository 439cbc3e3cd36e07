/** What the window says where the edit of a photo is not simply there, and what can be done about it. */
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EditorUnderTest } from './editorUnderTest.ts';
import { addStep, closePhoto, notices, openAndWait, stepTitles } from './hands.ts';
import { openEditor } from './openEditor.ts';
import { patience } from './patience.ts';
import { noisyPhoto } from './photos.ts';

const later = '{"patina":"sidecar","version":99,"history":{"what":"nobody knows yet"}}';

let editor: EditorUnderTest;
beforeAll(async () => {
  editor = await openEditor({
    makePhotos: async (folder) => {
      // Of different sizes: photos of the same pixels would find each other's edits.
      for (const [index, name] of ['torn.jpg', 'later.jpg', 'print.jpg', 'network.jpg'].entries()) {
        await noisyPhoto(join(folder, name), 120 + 20 * index, 90);
      }
      writeFileSync(join(folder, 'torn.jpg.patina'), '{"patina":"sidecar","version":1,"history":');
      writeFileSync(join(folder, 'later.jpg.patina'), later);
    },
  });
});
afterAll(() => editor.close());

const beside = (name: string) => join(editor.photos, name);

it('says that a damaged edit was put aside, where it still is', async () => {
  await openAndWait(editor, 'torn.jpg');
  await expect
    .poll(() => notices(editor.page), patience)
    .toEqual([expect.stringContaining('It was put aside under another name.')]);
  await addStep(editor.page, 'Contrast');
  await expect.poll(() => existsSync(beside('torn.jpg.patina')), patience).toBe(true);
  expect(existsSync(beside('torn.jpg.patina.damaged-1'))).toBe(true);
  await closePhoto(editor.page);
});

it('leaves the edit of a later version alone, and keeps what is done now elsewhere', async () => {
  await openAndWait(editor, 'later.jpg');
  await expect
    .poll(() => notices(editor.page), patience)
    .toEqual([expect.stringContaining('written by a later version of Patina')]);
  await addStep(editor.page, 'Contrast');
  await closePhoto(editor.page);
  await openAndWait(editor, 'later.jpg');
  await expect.poll(() => stepTitles(editor.page), patience).toEqual(['Contrast']);
  expect(readFileSync(beside('later.jpg.patina'), 'utf8')).toBe(later);
  await closePhoto(editor.page);
});

it('offers the edit of a photo with the same pixels, and takes it over', async () => {
  const { page } = editor;
  await openAndWait(editor, 'print.jpg');
  await addStep(editor.page, 'Saturation');
  await expect.poll(() => existsSync(beside('print.jpg.patina')), patience).toBe(true);
  await closePhoto(editor.page);
  copyFileSync(beside('print.jpg'), beside('reprint.jpg'));
  await openAndWait(editor, 'reprint.jpg');
  await expect
    .poll(() => notices(editor.page), patience)
    .toEqual([expect.stringContaining('print.jpg” has the same pixels')]);
  await expect.poll(() => stepTitles(editor.page), patience).toEqual([]);
  await page.getByRole('button', { name: 'Take that edit over' }).click();
  await expect.poll(() => stepTitles(editor.page), patience).toEqual(['Saturation']);
  await expect.poll(() => notices(editor.page), patience).toEqual([]);
});

it('says that another network made the edit', async () => {
  await closePhoto(editor.page);
  await openAndWait(editor, 'network.jpg');
  await addStep(editor.page, 'Denoise');
  const path = beside('network.jpg.patina');
  await expect.poll(() => existsSync(path), patience).toBe(true);
  await closePhoto(editor.page);
  const sidecar = JSON.parse(readFileSync(path, 'utf8')) as object;
  writeFileSync(path, JSON.stringify({ ...sidecar, model: { id: 'older', version: '0.0.1', files: {} } }));
  await openAndWait(editor, 'network.jpg');
  await expect
    .poll(() => notices(editor.page), patience)
    .toEqual([expect.stringMatching(/another network \(older 0\.0\.1\)/)]);
  await expect.poll(() => stepTitles(editor.page), patience).toEqual(['Denoise']);
  await editor.page.getByRole('button', { name: 'Good' }).click();
  await expect.poll(() => notices(editor.page), patience).toEqual([]);
});

it('complained about nothing on the way', () => {
  expect(editor.complaints).toEqual([]);
});
