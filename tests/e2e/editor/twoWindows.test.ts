/** One photo in two windows of the same Patina. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EditorUnderTest } from './editorUnderTest.ts';
import { openAndWait, steps } from './hands.ts';
import { openEditor } from './openEditor.ts';
import { patience } from './patience.ts';
import { testPhotos } from './photos.ts';

// A desktop's second window has a process of its own; what two processes do is sidecarBook.test.ts's business.
const isDesktop = (process.env['PATINA_TEST_ELECTRON'] ?? '') !== '';

let editor: EditorUnderTest;
let other: Page;
beforeAll(async () => {
  if (isDesktop) return;
  editor = await openEditor({ makePhotos: testPhotos });
  await openAndWait(editor, 'small.jpg');
  other = await editor.page.context().newPage();
  await other.goto(editor.page.url());
  await other.locator('.pictureTitle', { hasText: 'small.jpg' }).waitFor();
});
afterAll(() => editor?.close());

async function add(page: Page, operation: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a step' }).click();
  await page.getByRole('menuitem', { name: operation }).click();
}

it.skipIf(isDesktop)('has what is done in either of them in both, as one history', async () => {
  const { page, photos } = editor;
  await add(page, 'Exposure');
  await expect.poll(() => steps(other).count(), patience).toBe(1);
  await add(other, 'Contrast');
  await expect.poll(() => steps(page).count(), patience).toBe(2);
  for (const window of [page, other]) await expect.poll(() => window.locator('.stateRow').count(), patience).toBe(3);
  await other.locator('.canvasHost').focus();
  await other.keyboard.press('Control+z');
  await expect.poll(() => steps(page).count(), patience).toBe(1);
  const sidecar = join(photos, 'small.jpg.patina');
  await expect.poll(() => existsSync(sidecar), patience).toBe(true);
  const saved = (): number => JSON.parse(readFileSync(sidecar, 'utf8')).history.head;
  await expect.poll(saved, patience).toBe(1);
  expect(editor.complaints).toEqual([]);
});
