import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EditorUnderTest } from './editorUnderTest.ts';
import { openAndWait, steps } from './hands.ts';
import { openEditor } from './openEditor.ts';
import { patience } from './patience.ts';
import { testPhotos } from './photos.ts';

let editor: EditorUnderTest;
beforeAll(async () => {
  editor = await openEditor({ makePhotos: testPhotos });
  await openAndWait(editor, 'small.jpg');
  await editor.page.getByRole('button', { name: 'Add a step' }).click();
  await editor.page.getByRole('menuitem', { name: 'Exposure' }).click();
  await steps(editor.page).first().waitFor();
});
afterAll(() => editor.close());

it('estimates the size and shows the name before anything is written', async () => {
  const { page } = editor;
  await page.locator('.canvasHost').focus();
  await page.keyboard.press('Control+e');
  await expect.poll(() => page.locator('.estimate').innerText(), patience).toMatch(/About \d/);
  await expect.poll(() => page.locator('.fieldNote').last().innerText(), patience).toContain('small-restored.jpg');
});

it('hands over a file with another format and size, and says what was kept', async () => {
  const { page } = editor;
  await page.getByLabel('Format').selectOption('png');
  await page.getByRole('button', { name: 'Export', exact: true }).last().click();
  await page.locator('.outcome', { hasText: 'is written' }).waitFor();
  await expect.poll(() => page.locator('.outcome').innerText(), patience).toContain('EXIF');
  const written = await editor.takeExport();
  const { format, width, height } = await sharp(await readFile(written.path)).metadata();
  expect([written.name, format, width, height]).toEqual(['small-restored.png', 'png', 160, 120]);
});

it('writes beside the original without touching it', async () => {
  const { page, photos } = editor;
  const original = await readFile(`${photos}/small.jpg`);
  await page.getByLabel('Format').selectOption('jpeg');
  await page.getByLabel('To', { exact: true }).selectOption('beside-source');
  await page.getByRole('button', { name: 'Export again' }).click();
  await page.locator('.outcome', { hasText: 'small-restored.jpg' }).waitFor();
  const written = await sharp(await readFile(`${photos}/small-restored.jpg`)).metadata();
  expect([written.width, original.equals(await readFile(`${photos}/small.jpg`))]).toEqual([160, true]);
});
