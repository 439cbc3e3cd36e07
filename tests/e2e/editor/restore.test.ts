import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EditorUnderTest } from './editorUnderTest.ts';
import {
  chips,
  glimpse,
  largestDifference,
  openAndWait,
  pointAt,
  say,
  steps,
  tileOf,
  type,
  untilDone,
} from './hands.ts';
import { openEditor } from './openEditor.ts';
import { patience } from './patience.ts';
import { testPhotos } from './photos.ts';

let editor: EditorUnderTest;
beforeAll(async () => {
  editor = await openEditor({ makePhotos: testPhotos });
});
afterAll(() => editor.close());

it('opens a photo of a shared folder', async () => {
  await openAndWait(editor, 'small.jpg');
  await expect.poll(() => editor.page.locator('.pictureFacts').innerText(), patience).toContain('160 × 120');
});

it('shows the plan as chips while a chain is typed', async () => {
  await type(editor.page, 'get the grain out, then brighten it a little');
  await expect.poll(() => chips(editor.page).count(), patience).toBe(2);
  await expect
    .poll(() => chips(editor.page).allInnerTexts(), patience)
    .toEqual([expect.stringContaining('Denoise'), expect.stringContaining('Exposure')]);
});

it('lights up the words of a chip', async () => {
  const lit = editor.page.locator('mark[data-lit]');
  await pointAt(editor.page, chips(editor.page).first(), async () => (await lit.count()) > 0);
  await expect.poll(() => lit.innerText(), patience).toBe('get the grain out');
});

it('changes an amount with the arrow keys', async () => {
  const body = chips(editor.page).first().locator('.chipBody');
  await body.focus();
  const before = await body.innerText();
  await body.press('ArrowDown');
  await expect.poll(() => body.innerText(), patience).not.toBe(before);
});

it('runs the plan on Enter and says how far it is', async () => {
  const jobSeen = await glimpse(editor.page, '.jobText');
  await editor.page.locator('.sentenceInput').press('Enter');
  await jobSeen();
  await untilDone(editor.page);
  await expect.poll(() => steps(editor.page).count(), patience).toBe(2);
  const [before, after] = [await tileOf(editor, 'before'), await tileOf(editor, 'after')];
  expect(largestDifference(before, after)).toBeGreaterThan(4);
});

it('compares by a wipe, side by side, and by holding', async () => {
  const { page } = editor;
  await page.locator('.sentenceInput').press('Escape');
  const isPressed = (name: string) =>
    expect.poll(() => page.getByRole('button', { name }).getAttribute('aria-pressed'), patience).toBe('true');
  await page.keyboard.press('s');
  await isPressed('Before and after, divided');
  await page.keyboard.press('y');
  await isPressed('side by side');
  await page.keyboard.press('y');
  await page.keyboard.down('\\');
  await isPressed('Hold to see');
  await page.keyboard.up('\\');
});

it('blends anew when the strength changes, without computing again', async () => {
  const { page } = editor;
  const denoise = steps(page).nth(1);
  await denoise.locator('.stepMain').click();
  const time = await denoise.locator('.mark').first().innerText();
  const thumb = denoise.getByRole('slider', { name: 'Strength' });
  const before = await tileOf(editor, 'after');
  await thumb.press('Home');
  await expect.poll(async () => largestDifference(before, await tileOf(editor, 'after')), patience).toBeGreaterThan(2);
  expect([await denoise.getAttribute('data-status'), await denoise.locator('.mark').first().innerText()]).toEqual([
    'done',
    time,
  ]);
});

it('takes one gesture back with one undo, and again forward', async () => {
  const { page } = editor;
  const value = steps(page).nth(1).getByRole('textbox', { name: 'Strength' });
  await page.locator('.canvasHost').focus();
  await page.keyboard.press('Control+z');
  await expect.poll(() => value.inputValue(), patience).not.toBe('0');
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(() => value.inputValue(), patience).toBe('0');
});

it('moves a step with the keyboard', async () => {
  const { page } = editor;
  await steps(page).first().locator('.stepMain').press('Alt+ArrowDown');
  await expect.poll(() => steps(page).first().locator('.stepTitle').innerText(), patience).toBe('Denoise');
});

it('adds an adjustment by hand and renames it', async () => {
  const { page } = editor;
  await page.getByRole('button', { name: 'Add a step' }).click();
  await page.getByRole('menuitem', { name: 'Contrast' }).click();
  await expect.poll(() => steps(page).count(), patience).toBe(3);
  await page.keyboard.press('Escape');
  await steps(page).first().locator('.stepMain').dblclick();
  await page.locator('.stepNameInput').fill('a bit of punch');
  await page.locator('.stepNameInput').press('Enter');
  await expect.poll(() => steps(page).first().locator('.stepTitle').innerText(), patience).toBe('a bit of punch');
});

it('switches a step off and on', async () => {
  const { page } = editor;
  await steps(page).first().getByRole('switch').click();
  await expect.poll(() => steps(page).first().getAttribute('data-off'), patience).toBe('true');
  await steps(page).first().getByRole('switch').click();
  await expect.poll(() => steps(page).first().getAttribute('data-off'), patience).toBeNull();
});

it('recalls the last sentence with Up', async () => {
  await editor.page.locator('.sentenceInput').press('ArrowUp');
  await expect
    .poll(() => editor.page.locator('.sentenceInput').inputValue(), patience)
    .toBe('get the grain out, then brighten it a little');
});

it('explains kindly why a wish is none for a restorer, and offers one that is', async () => {
  const { page } = editor;
  await type(page, 'turn the dog into a cat');
  await page.locator('.refusal').waitFor();
  // All of it can be read: nothing is cut off at the side.
  const widths = await page
    .locator('.refusal p')
    .evaluateAll((lines) => lines.map((line) => line.scrollWidth - line.clientWidth));
  expect(widths).toEqual([0, 0]);
  const count = await steps(page).count();
  await page.locator('.sentenceInput').press('Enter');
  await expect.poll(() => steps(page).count(), patience).toBe(count);
  await page.locator('.refusal .suggestion').first().click();
  await expect.poll(() => chips(page).count(), patience).toBeGreaterThan(0);
  await page.locator('.sentenceInput').fill('');
});

it('says in words what is wrong with a file, and lists it', async () => {
  const { page } = editor;
  await page.locator('.canvasHost').focus();
  await editor.choosePhoto('broken.jpg');
  await page.locator('.toastTitle').waitFor();
  await expect.poll(() => page.locator('.toast').innerText(), patience).toContain('broken.jpg');
  await page.keyboard.press('Escape');
});

it('says of a huge file how large it is and what to do, and goes on with the open photo', async () => {
  const { page } = editor;
  await page.locator('.canvasHost').focus();
  await editor.choosePhoto('huge.png');
  const toast = page.locator('.toast', { hasText: 'huge.png' });
  await toast.waitFor();
  await expect.poll(() => toast.innerText(), patience).toContain('3600 megapixels; Patina opens up to');
  await page.keyboard.press('Escape');
  await expect.poll(() => page.locator('.pictureTitle').innerText(), patience).toContain('small.jpg');
});

it('complained about nothing on the way', () => {
  expect(editor.complaints).toEqual([]);
});

it('keeps everything when the page is loaded again', async () => {
  await editor.page.reload();
  await steps(editor.page).nth(2).waitFor();
  await expect
    .poll(() => steps(editor.page).first().locator('.stepTitle').innerText(), patience)
    .toBe('a bit of punch');
});

it('understands a sentence that is typed without a click anywhere', async () => {
  await editor.page.locator('body').press('g');
  await expect
    .poll(() => editor.page.locator('.sentenceInput').evaluate((field) => field === document.activeElement), patience)
    .toBe(true);
  await say(editor.page, 'clear the haze');
  await untilDone(editor.page);
});
