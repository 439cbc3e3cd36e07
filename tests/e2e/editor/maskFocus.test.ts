/** The keyboard stays in the mask's panel when a part comes or goes, and with it the control that it was on. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EditorUnderTest } from './editorUnderTest.ts';
import { openTwoFields } from './maskHands.ts';
import { patience } from './patience.ts';

let editor: EditorUnderTest;
beforeAll(async () => {
  editor = await openTwoFields('exposure +1 EV');
});
afterAll(() => editor.close());

const partNames = () => editor.page.locator('.partName').allInnerTexts();
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');

it('goes to the first part when that was added from the menu', async () => {
  const { page } = editor;
  await page.getByRole('button', { name: 'Add a part' }).focus();
  await page.keyboard.press('Enter');
  await page.locator('[role="menuitem"]:focus', { hasText: 'Rectangle' }).waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(partNames, patience).toEqual(['Rectangle']);
  await expect.poll(() => focused(page), patience).toBe('Rectangle');
  await expect.poll(() => page.locator('.partMain:focus').count(), patience).toBe(1);
});

it('goes to a part that is left, and with the last one to how a mask begins', async () => {
  const { page } = editor;
  await page.getByRole('button', { name: 'Add a part' }).focus();
  await page.keyboard.press('Enter');
  await page.locator('[role="menuitem"]:focus', { hasText: 'Rectangle' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.locator('[role="menuitem"]:focus', { hasText: 'Ellipse' }).waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(partNames, patience).toEqual(['Rectangle', 'Ellipse']);
  await page.locator('.partMain').last().focus();
  await page.keyboard.press('Delete');
  await expect.poll(partNames, patience).toEqual(['Rectangle']);
  await expect.poll(() => focused(page), patience).toBe('Rectangle');
  await page.keyboard.press('Delete');
  await page.locator('.maskStart').waitFor();
  await expect.poll(() => page.locator('.maskStart button:focus').count(), patience).toBe(1);
  expect(editor.complaints).toEqual([]);
});
