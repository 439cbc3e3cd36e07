/** The instruction bar by pointer alone: an example, the order of the plan, an amount. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EditorUnderTest } from './editorUnderTest.ts';
import { chips, openAndWait, sentence, stepTitles, type } from './hands.ts';
import { openEditor } from './openEditor.ts';
import { patience } from './patience.ts';
import { noisyPhoto } from './photos.ts';

let editor: EditorUnderTest;
beforeAll(async () => {
  editor = await openEditor({ makePhotos: (folder) => noisyPhoto(`${folder}/one.jpg`, 120, 90) });
  await openAndWait(editor, 'one.jpg');
});
afterAll(() => editor.close());

const chipNames = () => chips(editor.page).locator('.chipName').allInnerTexts();

/** The middle of what is shown, once it stands still. */
async function middleOf(selector: string): Promise<{ x: number; y: number }> {
  const found = editor.page.locator(selector).first();
  await found.hover();
  const box = await found.boundingBox();
  if (box === null) throw new Error(`${selector} is not shown.`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

it('puts an example that is clicked into the bar, and plans it', async () => {
  const { page } = editor;
  const example = page.locator('.suggestion:not(.proposal)', { hasText: 'clear the haze' });
  await expect.poll(() => sentence(page).inputValue(), patience).toBe('');
  await example.click();
  await expect.poll(() => sentence(page).inputValue(), patience).toBe('clear the haze, then a bit more contrast');
  await expect.poll(chipNames, patience).toEqual(['Dehaze', 'Contrast']);
  await expect.poll(() => sentence(page).evaluate((field) => field === document.activeElement), patience).toBe(true);
});

it('orders the plan by dragging a chip, which is carried and shows where it lands', async () => {
  const { page } = editor;
  await type(page, 'exposure +0.5 EV, then contrast +20, then saturation +10');
  await expect.poll(chipNames, patience).toEqual(['Exposure', 'Contrast', 'Saturation']);
  const last = await middleOf('.chipPlace:last-child .chipName');
  const from = await middleOf('.chipPlace:first-child .chipName');
  await page.mouse.down();
  await page.mouse.move((from.x + last.x) / 2, from.y, { steps: 4 });
  await page.mouse.move(last.x + 30, from.y, { steps: 4 });
  await page.locator('.chipPlace[data-carried]', { hasText: 'Exposure' }).waitFor();
  await page.locator('.chipPlace[data-landing="after"]', { hasText: 'Saturation' }).waitFor();
  await page.mouse.up();
  await expect.poll(chipNames, patience).toEqual(['Contrast', 'Saturation', 'Exposure']);
  // It was a drag, no click.
  await expect.poll(() => page.locator('.chipPopover').count(), patience).toBe(0);
});

it('changes an amount by dragging it to the side', async () => {
  const { page } = editor;
  const amount = () => page.locator('.chipPlace:first-child .chipAmount').innerText();
  await expect.poll(() => amount(), patience).toBe('+20');
  const from = await middleOf('.chipPlace:first-child .chipAmount');
  await page.mouse.down();
  await page.mouse.move(from.x + 24, from.y, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => amount(), patience).toBe('+40');
  await expect.poll(() => page.locator('.chipPopover').count(), patience).toBe(0);
});

it('runs the plan in the order that was made by hand', async () => {
  const { page } = editor;
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  // The newest step is the first of the list.
  await expect.poll(() => stepTitles(page), patience).toEqual(['Exposure', 'Saturation', 'Contrast']);
  expect(editor.complaints).toEqual([]);
});
