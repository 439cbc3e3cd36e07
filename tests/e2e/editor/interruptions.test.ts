import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EditorUnderTest } from './editorUnderTest.ts';
import { glimpse, jobText, openAndWait, say, steps, untilDone } from './hands.ts';
import { openEditor } from './openEditor.ts';
import { patience } from './patience.ts';
import { noisyPhoto } from './photos.ts';

let editor: EditorUnderTest;
beforeAll(async () => {
  // So large that it is still at work after everything that is done to it, on a quick machine too.
  editor = await openEditor({ makePhotos: (folder) => noisyPhoto(`${folder}/large.jpg`, 5100, 3400) });
  await openAndWait(editor, 'large.jpg');
});
afterAll(() => editor.close());

it('cancels in mid-run and keeps the step, ready to be run again', async () => {
  const { page } = editor;
  await say(page, 'get the grain out');
  await page.locator('.step[data-status="running"]').waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await jobText(page).waitFor({ state: 'detached' });
  await expect.poll(() => steps(page).first().getAttribute('data-status'), patience).toBe('waiting');
});

it('pauses and goes on', async () => {
  const { page } = editor;
  await page.getByRole('button', { name: 'Refresh' }).click();
  await page.locator('.step[data-status="running"]').waitFor();
  await page.getByRole('button', { name: 'Pause or go on' }).click();
  await expect.poll(() => jobText(page).innerText(), patience).toContain('paused');
  await page.getByRole('button', { name: 'Pause or go on' }).click();
  await expect.poll(() => jobText(page).innerText(), patience).not.toContain('paused');
});

it('goes on while the page is loaded again', async () => {
  const { page } = editor;
  await page.reload();
  await page.locator('.step[data-status="running"]').waitFor();
  await expect.poll(() => jobText(page).innerText(), patience).toContain('Denoise');
});

it('says so when the engine dies, brings it back, and has lost nothing', async () => {
  const { page } = editor;
  const bannerSeen = await glimpse(page, '.banner');
  await editor.killEngine();
  await bannerSeen();
  await page.locator('.banner').waitFor({ state: 'detached' });
  await expect.poll(() => steps(page).first().locator('.stepTitle').innerText(), patience).toBe('Denoise');
  await untilDone(page);
  await expect.poll(() => steps(page).first().getAttribute('data-status'), patience).toBe('done');
});
