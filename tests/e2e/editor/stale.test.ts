/** What becomes of later results when something before them changes. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EditorUnderTest } from './editorUnderTest.ts';
import { jobText, largestDifference, openAndWait, say, steps, tileOf, untilDone, untilDrawn } from './hands.ts';
import { openEditor } from './openEditor.ts';
import { patience } from './patience.ts';
import { testPhotos } from './photos.ts';

let editor: EditorUnderTest;
beforeAll(async () => {
  editor = await openEditor({ makePhotos: testPhotos });
  await openAndWait(editor, 'small.jpg');
  await say(editor.page, 'get the grain out, then clear the haze');
  await untilDone(editor.page);
  await untilDrawn(editor);
});
afterAll(() => editor.close());

/** How the steps stand, the first one first. */
const statuses = (page: Page): Promise<(string | undefined)[]> =>
  steps(page).evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset['status']).toReversed());
const titles = (page: Page): Promise<string[]> => page.locator('.stepTitle').allInnerTexts();

it('marks later steps when one is moved before them, and goes on showing what they were', async () => {
  const { page } = editor;
  const before = await tileOf(editor, 'after');
  await page.getByRole('button', { name: 'Add a step' }).click();
  await page.getByRole('menuitem', { name: 'Exposure' }).click();
  await expect.poll(() => titles(page), patience).toEqual(['Exposure', 'Dehaze', 'Denoise']);
  await expect.poll(() => statuses(page), patience).toEqual(['done', 'done', 'done']);
  const amount = steps(page).first().getByRole('textbox', { name: 'Exposure' });
  await amount.fill('1');
  await amount.press('Enter');
  await expect.poll(async () => largestDifference(before, await tileOf(editor, 'after')), patience).toBeGreaterThan(10);
  await steps(page).first().locator('.stepMain').press('Alt+ArrowDown');
  await expect.poll(() => titles(page), patience).toEqual(['Dehaze', 'Exposure', 'Denoise']);
  await steps(page).nth(1).locator('.stepMain').press('Alt+ArrowDown');
  await expect.poll(() => titles(page), patience).toEqual(['Dehaze', 'Denoise', 'Exposure']);
  await expect.poll(() => statuses(page), patience).toEqual(['done', 'stale', 'stale']);
  await expect.poll(async () => largestDifference(before, await tileOf(editor, 'after')), patience).toBe(0);
});

it('says of each, and of all together, what it will cost', async () => {
  const { page } = editor;
  for (const row of [0, 1]) {
    const mark = steps(page).nth(row).locator('.markButton');
    await expect.poll(() => mark.innerText(), patience).toMatch(/^Out of date, refresh · about .*\d/);
  }
  const all = page.getByRole('button', { name: /^Refresh · about .*\d/ });
  await all.waitFor();
});

it('refreshes one step, and leaves the one after it as it was', async () => {
  const { page } = editor;
  await steps(page).nth(1).locator('.markButton').click();
  await expect.poll(() => statuses(page), { ...patience, timeout: 480_000 }).toEqual(['done', 'done', 'stale']);
  await jobText(page).waitFor({ state: 'detached', timeout: 480_000 });
  await expect.poll(() => statuses(page), patience).toEqual(['done', 'done', 'stale']);
});

it('refreshes all that is left, and then shows what the steps make of each other', async () => {
  const { page } = editor;
  const old = await tileOf(editor, 'after');
  await page.getByRole('button', { name: /^Refresh/ }).click();
  await expect.poll(() => statuses(page), { ...patience, timeout: 480_000 }).toEqual(['done', 'done', 'done']);
  await page.getByRole('button', { name: /^Refresh/ }).waitFor({ state: 'detached' });
  await expect.poll(async () => largestDifference(old, await tileOf(editor, 'after')), patience).toBeGreaterThan(10);
  expect(editor.complaints).toEqual([]);
});
