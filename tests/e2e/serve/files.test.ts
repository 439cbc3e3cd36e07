/** How files come into a browser and out of it: the picker, uploads, drops, recent files, downloads, several tabs. */
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EditorUnderTest } from '../editor/editorUnderTest.ts';
import { openAndWait, steps } from '../editor/hands.ts';
import { patience } from '../editor/patience.ts';
import { noisyPhoto } from '../editor/photos.ts';
import { dropFiles } from '../editor/queueHands.ts';
import { serveEditor } from '../editor/servedEditor.ts';

let editor: EditorUnderTest;
/** Beside the shared folder: nothing in it was granted. */
let elsewhere: string;
beforeAll(async () => {
  editor = await serveEditor({
    makePhotos: async (photos) => {
      elsewhere = join(dirname(photos), 'elsewhere');
      mkdirSync(elsewhere);
      mkdirSync(join(photos, 'deeper'));
      await noisyPhoto(join(photos, 'one.jpg'), 160, 120);
      await noisyPhoto(join(photos, 'deeper', 'two.jpg'), 120, 160);
      await noisyPhoto(join(elsewhere, 'private.jpg'), 200, 100);
      symlinkSync(elsewhere, join(photos, 'away'));
      symlinkSync(join(elsewhere, 'private.jpg'), join(photos, 'private.jpg'));
    },
  });
});
afterAll(() => editor.close());

const listed = (page: Page): Promise<string[]> => page.locator('.entries .rowName').allInnerTexts();

it('walks the shared folders, down and up, and no further', async () => {
  const { page } = editor;
  await page.keyboard.press('Control+o');
  await expect.poll(() => listed(page), patience).toEqual(['photos']);
  await page.locator('.entries .rowButton', { hasText: 'photos' }).click();
  // Links that lead out of the folder are not there.
  await expect.poll(() => listed(page), patience).toEqual(['deeper', 'one.jpg']);
  await page.locator('.entries .rowButton', { hasText: 'deeper' }).click();
  await expect.poll(() => listed(page), patience).toEqual(['two.jpg']);
  await page.locator('.entries .rowButton').first().click();
  await expect.poll(() => listed(page), patience).toEqual(['deeper', 'one.jpg']);
  await page.locator('.entries .rowButton').first().click();
  await expect.poll(() => listed(page), patience).toEqual(['photos']);
  // At the top there is no way up.
  await expect.poll(() => page.locator('.entries .rowButton').count(), patience).toBe(1);
  await page.keyboard.press('Escape');
});

it('takes an upload, and hands its result back as a download', async () => {
  const { page, photos } = editor;
  await page.keyboard.press('Control+o');
  const asked = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await (await asked).setFiles(join(elsewhere, 'private.jpg'));
  await page.locator('.pictureTitle', { hasText: 'private.jpg' }).waitFor();
  await expect.poll(() => page.locator('.pictureFacts').innerText(), patience).toContain('200 × 100');
  await page.locator('.canvasHost').focus();
  await page.keyboard.press('Control+e');
  await page.getByRole('dialog').getByRole('button', { name: 'Export', exact: true }).click();
  await page.locator('.outcome', { hasText: 'is written' }).waitFor();
  const { name, path } = await editor.takeExport();
  const written = await sharp(await readFile(path)).metadata();
  expect([name, written.format, written.width]).toEqual(['private-restored.jpg', 'jpeg', 200]);
  // A download is nowhere else: neither with the photos nor beside the original.
  expect([photos, elsewhere].map((folder) => existsSync(join(folder, name)))).toEqual([false, false]);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});

it('takes a photo that is dropped, and says of another file what is wrong with it', async () => {
  const { page, photos } = editor;
  await dropFiles(page, join(photos, 'deeper'), ['two.jpg']);
  await page.locator('.pictureTitle', { hasText: 'two.jpg' }).waitFor();
  await dropFiles(page, '.', ['package.json']);
  await page.locator('.toast', { hasText: 'package.json is not a picture' }).waitFor();
  await expect.poll(() => page.locator('.pictureTitle').innerText(), patience).toContain('two.jpg');
});

it('offers photos of shared folders again, those that were open lately first', async () => {
  const { page } = editor;
  await openAndWait(editor, 'one.jpg');
  const title = async (): Promise<string> => (await page.locator('.pictureTitle').allInnerTexts()).join();
  for (let shown = await title(); shown !== ''; shown = await title()) {
    await page.keyboard.press('Control+k');
    await page.locator('.paletteInput').fill('close the photo');
    await page.keyboard.press('Enter');
    await expect.poll(title, patience).not.toBe(shown);
  }
  await page.locator('.emptyTitle').waitFor();
  await expect.poll(() => page.locator('.emptyRecent .rowName').first().innerText(), patience).toBe('one.jpg');
  await page.locator('.emptyRecent .rowButton').first().click();
  await page.locator('.pictureTitle', { hasText: 'one.jpg' }).waitFor();
});

it('shows different photos in different tabs, each as it was when its tab is loaded again', async () => {
  const { page } = editor;
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.locator('.pictureTitle', { hasText: 'one.jpg' }).waitFor();
  await dropFiles(other, elsewhere, ['private.jpg']);
  await other.locator('.pictureTitle', { hasText: 'private.jpg' }).waitFor();
  await other.getByRole('button', { name: 'Add a step' }).click();
  await other.getByRole('menuitem', { name: 'Contrast' }).click();
  await expect.poll(() => steps(other).count(), patience).toBe(1);
  // What is done there changes nothing here.
  await expect.poll(() => page.locator('.pictureTitle').innerText(), patience).toContain('one.jpg');
  await expect.poll(() => steps(page).count(), patience).toBe(0);
  await other.close();
  await page.getByRole('button', { name: 'Add a step' }).click();
  await page.getByRole('menuitem', { name: 'Exposure' }).click();
  await expect.poll(() => steps(page).count(), patience).toBe(1);
});

it('complained about nothing on the way', () => {
  expect(editor.complaints).toEqual([]);
});
