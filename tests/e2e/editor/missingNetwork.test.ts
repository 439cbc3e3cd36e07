/** A photo whose edit was made where the networks were installed, opened where they are not. */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import type { EditorUnderTest } from './editorUnderTest.ts';
import {
  addStep,
  closePhoto,
  largestDifference,
  notices,
  openAndWait,
  say,
  stepTitles,
  tileOf,
  untilDone,
} from './hands.ts';
import { openEditor } from './openEditor.ts';
import { patience } from './patience.ts';
import { noisyPhoto } from './photos.ts';

const files = ['photo.jpg', 'photo.jpg.patina'];
let editor: EditorUnderTest | null = null;
afterEach(() => editor?.close());

it('shows the result that is kept, says what is missing, and goes on with adjustments', async () => {
  const [kept, cache, empty] = [await temporaryFolder(), await temporaryFolder(), await temporaryFolder()];
  const before = await openEditor({
    makePhotos: (folder) => noisyPhoto(join(folder, 'photo.jpg'), 160, 120),
    environment: { PATINA_CACHE: cache },
  });
  editor = before;
  await openAndWait(before, 'photo.jpg');
  const original = await tileOf(before, 'after');
  await say(before.page, 'get the grain out');
  await untilDone(before.page);
  const restored = await tileOf(before, 'after');
  expect(largestDifference(original, restored)).toBeGreaterThan(8);
  await closePhoto(before.page);
  for (const name of files) copyFileSync(join(before.photos, name), join(kept, name));
  await before.close();

  const after = await openEditor({
    makePhotos: async (folder) => {
      for (const name of files) copyFileSync(join(kept, name), join(folder, name));
    },
    environment: { PATINA_CACHE: cache, PATINA_MODELS: empty },
  });
  editor = after;
  await openAndWait(after, 'photo.jpg');
  await expect.poll(() => notices(after.page), patience).toEqual([expect.stringMatching(/network .* not installed/)]);
  await expect.poll(() => stepTitles(after.page), patience).toEqual(['Denoise']);
  await expect.poll(async () => largestDifference(restored, await tileOf(after, 'after')), patience).toBe(0);
  await addStep(after.page, 'Exposure');
  await after.page.getByRole('button', { name: 'Good' }).click();
  await expect.poll(() => notices(after.page), patience).toEqual([]);
  expect(after.complaints).toEqual([]);
});
