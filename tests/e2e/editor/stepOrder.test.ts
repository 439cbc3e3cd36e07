import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EditorUnderTest } from './editorUnderTest.ts';
import { openAndWait, steps } from './hands.ts';
import { openEditor } from './openEditor.ts';
import { patience } from './patience.ts';
import { noisyPhoto } from './photos.ts';

let editor: EditorUnderTest;
beforeAll(async () => {
  editor = await openEditor({ makePhotos: (folder) => noisyPhoto(`${folder}/one.jpg`, 120, 90) });
  await openAndWait(editor, 'one.jpg');
});
afterAll(() => editor.close());

const titles = (page: Page): Promise<string[]> => steps(page).locator('.stepTitle').allInnerTexts();

async function add(page: Page, name: string, count: number): Promise<void> {
  await page.getByRole('button', { name: 'Add a step' }).click();
  await page.getByRole('menuitem', { name }).click();
  await expect.poll(() => steps(page).count(), patience).toBe(count);
}

it('moves a step by dragging it, as one entry of undo', async () => {
  const { page } = editor;
  await add(page, 'Contrast', 1);
  await add(page, 'Saturation', 2);
  await add(page, 'Sharpen', 3);
  await expect.poll(() => titles(page), patience).toEqual(['Sharpen', 'Saturation', 'Contrast']);
  // Hovering waits until the list, in which the newest step has just opened, stands still.
  await steps(page).last().locator('.grip').hover();
  const from = await steps(page).last().locator('.grip').boundingBox();
  const to = await steps(page).first().boundingBox();
  if (from === null || to === null) throw new Error('The steps are not shown.');
  await page.mouse.down();
  await page.mouse.move(from.x, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(from.x, to.y + 2, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => titles(page), patience).toEqual(['Contrast', 'Sharpen', 'Saturation']);
  await page.locator('.canvasHost').focus();
  await page.keyboard.press('Control+z');
  await expect.poll(() => titles(page), patience).toEqual(['Sharpen', 'Saturation', 'Contrast']);
});

it('complained about nothing on the way', () => {
  expect(editor.complaints).toEqual([]);
});
