import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openAndWait, steps } from './hands.ts';
import { patience } from './patience.ts';
import { testPhotos } from './photos.ts';
import { type ServedEditor, serveEditor } from './servedEditor.ts';

let editor: ServedEditor;
beforeAll(async () => {
  editor = await serveEditor({ makePhotos: testPhotos });
  await openAndWait(editor.page, 'small.jpg');
  await editor.page.getByRole('button', { name: 'Add a step' }).click();
  await editor.page.getByRole('menuitem', { name: 'Exposure' }).click();
  await steps(editor.page).first().waitFor();
}, 240_000);
afterAll(() => editor.close());

it('estimates the size and shows the name before anything is written', async () => {
  const { page } = editor;
  await page.locator('.canvasHost').focus();
  await page.keyboard.press('Control+e');
  await expect.poll(() => page.locator('.estimate').innerText(), patience).toMatch(/About \d/);
  expect(await page.locator('.fieldNote').last().innerText()).toContain('small-restored.jpg');
});

it('hands over a file with another format and size, and says what was kept', async () => {
  const { page } = editor;
  await page.getByLabel('Format').selectOption('png');
  await page.getByRole('button', { name: 'Export', exact: true }).last().click();
  await page.locator('.outcome', { hasText: 'is written' }).waitFor({ timeout: 120_000 });
  expect(await page.locator('.outcome').innerText()).toContain('EXIF');
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download' }).click();
  const download = await waiting;
  const { format, width, height } = await sharp(await readFile(await download.path())).metadata();
  expect([download.suggestedFilename(), format, width, height]).toEqual(['small-restored.png', 'png', 160, 120]);
});

it('writes beside the original without touching it', async () => {
  const { page, photos } = editor;
  const original = await readFile(`${photos}/small.jpg`);
  await page.getByLabel('Format').selectOption('jpeg');
  await page.getByLabel('To', { exact: true }).selectOption('beside-source');
  await page.getByRole('button', { name: 'Export again' }).click();
  await page.locator('.outcome', { hasText: 'small-restored.jpg' }).waitFor({ timeout: 120_000 });
  const written = await sharp(await readFile(`${photos}/small-restored.jpg`)).metadata();
  expect([written.width, original.equals(await readFile(`${photos}/small.jpg`))]).toEqual([160, true]);
});
