import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EditorUnderTest } from './editorUnderTest.ts';
import {
  closePhoto,
  glimpse,
  largestDifference,
  notices,
  openAndWait,
  say,
  steps,
  stepTitles,
  tileOf,
  untilDone,
} from './hands.ts';
import { openEditor } from './openEditor.ts';
import { patience } from './patience.ts';
import { noisyPhoto, testPhotos } from './photos.ts';

let editor: EditorUnderTest;
beforeAll(async () => {
  editor = await openEditor({ makePhotos: testPhotos });
  await openAndWait(editor, 'small.jpg');
});
afterAll(() => editor.close());

it('writes the edit beside the photo', async () => {
  const { page, photos } = editor;
  await say(page, 'get the grain out');
  await untilDone(page);
  const sidecar = join(photos, 'small.jpg.patina');
  await expect.poll(() => existsSync(sidecar), patience).toBe(true);
  expect(JSON.parse(readFileSync(sidecar, 'utf8'))).toMatchObject({ patina: 'sidecar', picture: { width: 160 } });
});

it('has result and history again when the photo is closed and opened, without computing', async () => {
  const { page } = editor;
  const shown = await tileOf(editor, 'after');
  await closePhoto(page);
  await openAndWait(editor, 'small.jpg');
  await steps(page).first().waitFor();
  await expect.poll(() => steps(page).first().getAttribute('data-status'), patience).toBe('done');
  await expect.poll(async () => largestDifference(shown, await tileOf(editor, 'after')), patience).toBe(0);
  await expect.poll(() => page.locator('.stateRow').count(), patience).toBe(2);
});

it('has them after the engine was killed', async () => {
  const { page } = editor;
  const shown = await tileOf(editor, 'after');
  const bannerSeen = await glimpse(page, '.banner');
  await editor.killEngine();
  await bannerSeen();
  await page.locator('.banner').waitFor({ state: 'detached' });
  await expect.poll(() => steps(page).first().getAttribute('data-status'), patience).toBe('done');
  await expect.poll(async () => largestDifference(shown, await tileOf(editor, 'after')), patience).toBe(0);
});

it('finds the edit of a photo that was renamed, and says so', async () => {
  const { page, photos } = editor;
  await closePhoto(page);
  renameSync(join(photos, 'small.jpg'), join(photos, 'grandmother.jpg'));
  await openAndWait(editor, 'grandmother.jpg');
  await page.locator('.editNotice', { hasText: 'small.jpg' }).waitFor();
  await expect.poll(() => stepTitles(page), patience).toEqual(['Denoise']);
  await page.getByRole('button', { name: 'Good' }).click();
  await page.locator('.editNotice').waitFor({ state: 'detached' });
});

it('finds the edit of a photo that was moved to another folder, and keeps it there from now on', async () => {
  const { page, photos } = editor;
  await expect.poll(() => existsSync(join(photos, 'grandmother.jpg.patina')), patience).toBe(true);
  await closePhoto(page);
  mkdirSync(join(photos, 'attic'));
  renameSync(join(photos, 'grandmother.jpg'), join(photos, 'attic', 'portrait.jpg'));
  await openAndWait(editor, 'attic/portrait.jpg');
  await expect.poll(() => notices(page), patience).toEqual([expect.stringContaining('“grandmother.jpg” was found')]);
  await expect.poll(() => stepTitles(page), patience).toEqual(['Denoise']);
  await expect.poll(() => steps(page).first().getAttribute('data-status'), patience).toBe('done');
  await expect.poll(() => existsSync(join(photos, 'attic', 'portrait.jpg.patina')), patience).toBe(true);
});

it('says that the photo is another one, and leads back to the original', async () => {
  const { page, photos } = editor;
  await closePhoto(page);
  await noisyPhoto(join(photos, 'attic', 'portrait.jpg'), 200, 100);
  await openAndWait(editor, 'attic/portrait.jpg');
  await page.locator('.editNotice', { hasText: '160 × 120' }).waitFor();
  await page.getByRole('button', { name: 'Back to the original' }).click();
  await expect.poll(() => steps(page).count(), patience).toBe(0);
  await expect.poll(() => page.locator('.stateRow').count(), patience).toBe(2);
});

it('complained about nothing on the way', () => {
  expect(editor.complaints).toEqual([]);
});
