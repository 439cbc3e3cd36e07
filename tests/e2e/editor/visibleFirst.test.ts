import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EditorUnderTest } from './editorUnderTest.ts';
import { openAndWait, say, steps } from './hands.ts';
import { openEditor } from './openEditor.ts';
import { patience } from './patience.ts';
import { noisyPhoto } from './photos.ts';

let editor: EditorUnderTest;
beforeAll(async () => {
  editor = await openEditor({ makePhotos: (folder) => noisyPhoto(`${folder}/wide.jpg`, 1800, 1200) });
  await openAndWait(editor, 'wide.jpg');
});
afterAll(() => editor.close());

it('computes only what is on screen, and says so', async () => {
  const { page } = editor;
  await page.locator('.canvasHost').focus();
  await page.keyboard.press('2');
  await expect.poll(() => page.locator('.zoomMenu, .header').first().innerText(), patience).toContain('200');
  await say(page, 'get the grain out');
  await page.locator('.step[data-status="partial"]').waitFor({ timeout: 480_000 });
  const text = await steps(page).first().locator('.mark').first().innerText();
  const [done = 0, total = 0] = (/(\d+)\D+(\d+)/.exec(text) ?? []).slice(1).map(Number);
  expect(done).toBeGreaterThan(0);
  expect(done).toBeLessThan(total);
});

it('computes the rest when it is looked at', async () => {
  const { page } = editor;
  await page.locator('.canvasHost').focus();
  await page.keyboard.press('0');
  await expect.poll(() => steps(page).first().getAttribute('data-status'), { timeout: 480_000 }).toBe('done');
});
