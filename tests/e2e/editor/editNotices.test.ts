/** What the window says where the edit of a photo is not simply there, and what can be done about it. */
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EditorUnderTest } from './editorUnderTest.ts';
import { openAndWait, steps } from './hands.ts';
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
}, 240_000);
afterAll(() => editor.close());

const notices = () => editor.page.locator('.editNoticeText').allInnerTexts();
const titles = () => steps(editor.page).locator('.stepTitle').allInnerTexts();
const beside = (name: string) => join(editor.photos, name);

async function add(operation: string): Promise<void> {
  await editor.page.getByRole('button', { name: 'Add a step' }).click();
  await editor.page.getByRole('menuitem', { name: operation, exact: true }).click();
  await expect.poll(titles, patience).toEqual([operation]);
}

async function closePhoto(): Promise<void> {
  await editor.page.locator('.pictureName').click();
  await editor.page.getByRole('menuitem', { name: 'Close the photo' }).click();
  await editor.page.locator('.emptyTitle').waitFor();
}

it('says that a damaged edit was put aside, where it still is', async () => {
  await openAndWait(editor, 'torn.jpg');
  await expect.poll(notices, patience).toEqual([expect.stringContaining('It was put aside under another name.')]);
  await add('Contrast');
  await expect.poll(() => existsSync(beside('torn.jpg.patina')), patience).toBe(true);
  expect(existsSync(beside('torn.jpg.patina.damaged-1'))).toBe(true);
  await closePhoto();
});

it('leaves the edit of a later version alone, and keeps what is done now elsewhere', async () => {
  await openAndWait(editor, 'later.jpg');
  await expect.poll(notices, patience).toEqual([expect.stringContaining('written by a later version of Patina')]);
  await add('Contrast');
  await closePhoto();
  await openAndWait(editor, 'later.jpg');
  await expect.poll(titles, patience).toEqual(['Contrast']);
  expect(readFileSync(beside('later.jpg.patina'), 'utf8')).toBe(later);
  await closePhoto();
});

it('offers the edit of a photo with the same pixels, and takes it over', async () => {
  const { page } = editor;
  await openAndWait(editor, 'print.jpg');
  await add('Saturation');
  await expect.poll(() => existsSync(beside('print.jpg.patina')), patience).toBe(true);
  await closePhoto();
  copyFileSync(beside('print.jpg'), beside('reprint.jpg'));
  await openAndWait(editor, 'reprint.jpg');
  await expect.poll(notices, patience).toEqual([expect.stringContaining('print.jpg” has the same pixels')]);
  expect(await titles()).toEqual([]);
  await page.getByRole('button', { name: 'Take that edit over' }).click();
  await expect.poll(titles, patience).toEqual(['Saturation']);
  await expect.poll(notices, patience).toEqual([]);
});

it('says that another network made the edit', async () => {
  await closePhoto();
  await openAndWait(editor, 'network.jpg');
  await add('Denoise');
  const path = beside('network.jpg.patina');
  await expect.poll(() => existsSync(path), patience).toBe(true);
  await closePhoto();
  const sidecar = JSON.parse(readFileSync(path, 'utf8')) as object;
  writeFileSync(path, JSON.stringify({ ...sidecar, model: { id: 'older', version: '0.0.1', files: {} } }));
  await openAndWait(editor, 'network.jpg');
  await expect.poll(notices, patience).toEqual([expect.stringMatching(/another network \(older 0\.0\.1\)/)]);
  expect(await titles()).toEqual(['Denoise']);
  await editor.page.getByRole('button', { name: 'Good' }).click();
  await expect.poll(notices, patience).toEqual([]);
});

it('complained about nothing on the way', () => {
  expect(editor.complaints).toEqual([]);
});
