import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EditorUnderTest } from './editorUnderTest.ts';
import { openAndWait, say, steps, tileOf, untilDone } from './hands.ts';
import { openEditor } from './openEditor.ts';
import { patience } from './patience.ts';
import { testPhotos } from './photos.ts';

let editor: EditorUnderTest;
beforeAll(async () => {
  editor = await openEditor({ makePhotos: testPhotos });
  await openAndWait(editor, 'small.jpg');
});
afterAll(() => editor.close());

it('asks for a mask where a sentence names a place', async () => {
  await say(editor.page, 'denoise the sky');
  await expect.poll(() => editor.page.locator('.maskBanner').innerText(), patience).toContain('the sky');
  await expect
    .poll(
      () => editor.page.getByRole('button', { name: 'Brush: paint the mask' }).getAttribute('aria-pressed'),
      patience,
    )
    .toBe('true');
});

it('paints the mask with the brush and computes the step', async () => {
  const { page } = editor;
  const box = await page.locator('.canvasHost').boundingBox();
  if (box === null) throw new Error('There is no picture area.');
  await page.locator('.canvasHost').focus();
  for (let press = 0; press < 8; press += 1) await page.keyboard.press('[');
  // A short stroke a little above the middle: on the picture whatever its size on the screen.
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 - 20 };
  await page.mouse.move(middle.x - 30, middle.y);
  await page.mouse.down();
  await page.mouse.move(middle.x + 30, middle.y, { steps: 8 });
  await page.mouse.up();
  await page.getByRole('button', { name: 'Done, run it' }).click();
  await untilDone(page);
  await expect.poll(() => steps(page).first().getAttribute('data-status'), patience).toBe('done');
});

it('proves that no pixel outside of the mask has changed', async () => {
  const { page } = editor;
  await page.locator('.proof').waitFor();
  await expect
    .poll(() => page.locator('.proof').innerText(), patience)
    .toBe('0 of 19,200 pixels changed outside the mask');
});

it('is believed by the pixels themselves', async () => {
  const step =
    editor.tiles
      .map(decodeURIComponent)
      .findLast((path) => path.includes('/mask:'))
      ?.split('/')[3] ?? '';
  const [before, after, mask] = [
    await tileOf(editor, 'before'),
    await tileOf(editor, 'after'),
    await tileOf(editor, step),
  ];
  let inside = 0;
  let outside = 0;
  for (let at = 0; at < before.length; at += 4) {
    const differs = [0, 1, 2].some((channel) => before[at + channel] !== after[at + channel]);
    if (differs && (mask[at] ?? 0) > 0) inside += 1;
    if (differs && (mask[at] ?? 0) === 0) outside += 1;
  }
  expect(inside).toBeGreaterThan(50);
  expect(outside).toBe(0);
});

it('inverts and removes the mask, and takes both back', async () => {
  const { page } = editor;
  await page.getByRole('button', { name: 'Invert the mask' }).click();
  await expect.poll(() => page.locator('.badge').first().innerText(), patience).toBe('Outside the mask');
  await page.getByRole('button', { name: 'Remove the mask' }).click();
  await page.locator('.badge').first().waitFor({ state: 'detached' });
  await page.locator('.canvasHost').focus();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect.poll(() => page.locator('.badge').first().innerText(), patience).toBe('Inside the mask');
});
