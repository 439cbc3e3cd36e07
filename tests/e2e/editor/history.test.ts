import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EditorUnderTest } from './editorUnderTest.ts';
import { largestDifference, openAndWait, pointAt, steps, tileOf } from './hands.ts';
import { openEditor } from './openEditor.ts';
import { patience } from './patience.ts';
import { testPhotos } from './photos.ts';

let editor: EditorUnderTest;
beforeAll(async () => {
  editor = await openEditor({ makePhotos: testPhotos });
  await openAndWait(editor, 'small.jpg');
});
afterAll(() => editor.close());

const rows = (page: Page): Locator => page.locator('.stateRow .stateMain');
const texts = (page: Page): Promise<string[]> => rows(page).allInnerTexts();

async function addByHand(page: Page, operation: string): Promise<void> {
  const before = await steps(page).count();
  await page.getByRole('button', { name: 'Add a step' }).click();
  await page.getByRole('menuitem', { name: operation }).click();
  await expect.poll(() => steps(page).count(), patience).toBe(before + 1);
}

it('writes down what happens, the newest on top', async () => {
  const { page } = editor;
  await addByHand(page, 'Exposure');
  await addByHand(page, 'Contrast');
  await expect.poll(() => rows(page).count(), patience).toBe(3);
  await expect
    .poll(() => texts(page), patience)
    .toEqual([expect.stringContaining('Contrast added'), expect.stringContaining('Exposure added'), 'Original']);
});

it('makes one state of a drag', async () => {
  const { page } = editor;
  const thumb = steps(page).first().getByRole('slider', { name: 'Strength' });
  // Hovering waits until the list, in which the newest step has just opened, stands still.
  await thumb.hover();
  const box = await thumb.boundingBox();
  if (box === null) throw new Error('The slider is not there.');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  for (const by of [10, 20, 30, 40]) await page.mouse.move(box.x - by, box.y + box.height / 2);
  await page.mouse.up();
  await expect.poll(() => rows(page).first().innerText(), patience).toContain('strength');
  await expect.poll(() => rows(page).count(), patience).toBe(4);
});

it('does not take a change of the view for one of the picture', async () => {
  const { page } = editor;
  const zoom = () => page.locator('.zoom .figure').innerText();
  await page.locator('.canvasHost').focus();
  await page.keyboard.press('Control+0');
  const fitted = await zoom();
  await page.keyboard.press('Control+2');
  await expect.poll(zoom, patience).not.toBe(fitted);
  await page.keyboard.press('Control+0');
  await expect.poll(zoom, patience).toBe(fitted);
  // Beside the original, and not.
  await page.keyboard.press('s');
  await page.keyboard.press('s');
  // The name of the last state may still change with the drag that made it; another one may not come.
  await expect.poll(() => rows(page).count(), patience).toBe(4);
});

it('shows a state that is pointed at, and the picture again afterwards', async () => {
  const { page } = editor;
  const isAsked = (): boolean => editor.tiles.some((path) => path.includes('state%3A0'));
  expect(isAsked()).toBe(false);
  await pointAt(page, rows(page).last(), isAsked);
  expect(isAsked()).toBe(true);
  await page.locator('.pictureTitle').hover();
});

it('jumps to any state, and loses nothing by it', async () => {
  const { page } = editor;
  const now = await tileOf(editor, 'after');
  await rows(page).nth(2).click();
  await expect.poll(() => steps(page).count(), patience).toBe(1);
  await expect.poll(() => rows(page).count(), patience).toBe(4);
  await expect.poll(async () => largestDifference(now, await tileOf(editor, 'after')), patience).toBeGreaterThan(2);
  await rows(page).first().click();
  await expect.poll(() => steps(page).count(), patience).toBe(2);
  await expect.poll(async () => largestDifference(now, await tileOf(editor, 'after')), patience).toBe(0);
});

it('opens a branch by an edit after an undo, and leads back into the old one', async () => {
  const { page } = editor;
  await page.locator('.canvasHost').focus();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect.poll(() => steps(page).count(), patience).toBe(1);
  await addByHand(page, 'Saturation');
  await page.locator('.branchRow').waitFor();
  await expect.poll(() => page.locator('.branchRow').innerText(), patience).toContain('2 states');
  await page.locator('.branchRow').click();
  await expect.poll(() => steps(page).first().locator('.stepTitle').innerText(), patience).toBe('Contrast');
});

it('names a state with the keyboard', async () => {
  const { page } = editor;
  await rows(page).first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('F2');
  await page.getByRole('textbox', { name: 'Name this state' }).fill('brighter');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await texts(page))[1], patience).toContain('brighter');
});

it('lays a state over the picture, and ends the comparison with Escape', async () => {
  const { page } = editor;
  await rows(page).last().focus();
  await page.keyboard.press('c');
  await expect.poll(() => page.locator('.scopeNote').innerText(), patience).toContain('Original');
  const divided = page.getByRole('button', { name: 'Before and after, divided' });
  await expect.poll(() => divided.getAttribute('aria-pressed'), patience).toBe('true');
  await page.locator('.canvasHost').focus();
  await page.keyboard.press('Escape');
  await page.locator('.scopeNote').waitFor({ state: 'detached' });
});

it('lays all branches beside each other, and goes to the one that is chosen', async () => {
  const { page } = editor;
  await page.locator('.canvasHost').focus();
  await page.keyboard.press('h');
  const cards = page.locator('.stateCard');
  await expect.poll(() => cards.count(), patience).toBe(3);
  await expect.poll(() => page.locator('.stateCard .statePicture[data-drawn]').count(), patience).toBe(3);
  await cards.filter({ hasText: 'Saturation added' }).click();
  await expect.poll(() => steps(page).first().locator('.stepTitle').innerText(), patience).toBe('Saturation');
  await expect.poll(() => page.locator('.branchRow').count(), patience).toBe(1);
});

it('has the whole tree when the page is loaded again', async () => {
  const { page } = editor;
  await page.reload();
  await expect.poll(() => rows(page).count(), patience).toBe(3);
  await expect.poll(() => page.locator('.branchRow').count(), patience).toBe(1);
});

it('complained about nothing on the way', () => {
  expect(editor.complaints).toEqual([]);
});
