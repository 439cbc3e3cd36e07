/** The history by menu, double-click and button, where history.test.ts goes by keys. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EditorUnderTest } from './editorUnderTest.ts';
import { openAndWait, steps } from './hands.ts';
import { openEditor } from './openEditor.ts';
import { patience } from './patience.ts';
import { noisyPhoto } from './photos.ts';

let editor: EditorUnderTest;
beforeAll(async () => {
  editor = await openEditor({ makePhotos: (folder) => noisyPhoto(`${folder}/wide.jpg`, 2400, 1600) });
  const { page } = editor;
  await openAndWait(editor, 'wide.jpg');
  for (const operation of ['Exposure', 'Contrast']) {
    const count = await steps(page).count();
    await page.getByRole('button', { name: 'Add a step' }).click();
    await page.getByRole('menuitem', { name: operation }).click();
    await steps(page).nth(count).waitFor();
  }
});
afterAll(() => editor.close());

const rows = (page: Page): Locator => page.locator('.stateRow');

it('names a state by its menu, and takes the name away by a double-click', async () => {
  const { page } = editor;
  await rows(page).nth(1).locator('.stateMenu').click();
  await page.getByRole('menuitem', { name: 'Name this state' }).click();
  await page.getByRole('textbox', { name: 'Name this state' }).fill('for the frame');
  await page.keyboard.press('Enter');
  await expect.poll(() => rows(page).nth(1).innerText(), patience).toContain('for the frame');
  await rows(page).nth(1).locator('.stateMain').dblclick();
  await page.getByRole('textbox', { name: 'Name this state' }).fill('');
  await page.keyboard.press('Enter');
  await expect.poll(() => rows(page).nth(1).innerText(), patience).toContain('Exposure added');
});

it('goes back and forth with undo and redo, and greys what was undone', async () => {
  const { page } = editor;
  await rows(page).first().locator('.stateMain').click();
  await page.locator('.canvasHost').focus();
  await page.keyboard.press('Control+z');
  await expect.poll(() => rows(page).first().getAttribute('data-ahead'), patience).toBe('true');
  await expect.poll(() => rows(page).count(), patience).toBe(3);
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(() => rows(page).first().getAttribute('data-shown'), patience).toBe('true');
});

it('compares with a state by its menu, divided or side by side, and leaves by the note', async () => {
  const { page } = editor;
  await rows(page).last().locator('.stateMenu').click();
  await page.getByRole('menuitem', { name: 'Compare with what is shown' }).click();
  await expect.poll(() => page.locator('.scopeNote').innerText(), patience).toContain('Original');
  const before = editor.tiles.length;
  await page.locator('.canvasHost').focus();
  await page.keyboard.press('y');
  const beside = page.getByRole('button', { name: 'side by side' });
  await expect.poll(() => beside.getAttribute('aria-pressed'), patience).toBe('true');
  const compared = (): boolean => editor.tiles.slice(0, before + 99).some((path) => path.includes('state%3A0'));
  await expect.poll(compared, patience).toBe(true);
  await page.locator('.scopeNote').getByRole('button', { name: 'End the comparison with a state' }).click();
  await page.locator('.scopeNote').waitFor({ state: 'detached' });
});

it('shows every branch on the part of the photo that is looked at', async () => {
  const { page } = editor;
  await page.locator('.canvasHost').focus();
  await page.keyboard.press('Control+z');
  await expect.poll(() => rows(page).first().getAttribute('data-ahead'), patience).toBe('true');
  await page.getByRole('button', { name: 'Add a step' }).click();
  await page.getByRole('menuitem', { name: 'Saturation' }).click();
  await page.locator('.branchRow').waitFor();
  await page.locator('.canvasHost').focus();
  await page.keyboard.press('2');
  await expect.poll(() => page.locator('.zoomMenu, .header').first().innerText(), patience).toContain('200');
  const before = editor.tiles.length;
  await page.getByRole('button', { name: 'Show all branches beside each other' }).click();
  await expect.poll(() => page.locator('.stateCard .statePicture[data-drawn]').count(), patience).toBe(2);
  const asked = () => editor.tiles.slice(before).map((path) => decodeURIComponent(path).split('/').slice(3, 7));
  // What is coarser than that are the small pictures of branches in the panel.
  const places = (state: string): string[] =>
    asked()
      .flatMap(([layer, ...place]) => (layer === state && place[0] === '0' ? [place.join('/')] : []))
      .sort();
  const states = () => [
    ...new Set(asked().flatMap(([layer]) => (layer?.startsWith('state:') === true ? [layer] : []))),
  ];
  // The test hears of tiles by another way than the page does.
  await expect.poll(() => states().length, patience).toBe(2);
  const [one = '', other = ''] = states();
  await expect.poll(() => places(one).join() === places(other).join(), patience).toBe(true);
  // At 200 % the middle is on screen, and not the photo's first tile.
  expect(places(one)).not.toEqual([]);
  expect(places(one)).not.toContain('0/0/0');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});

it('renames a step by its menu', async () => {
  const { page } = editor;
  await steps(page).first().locator('.stepMenu').click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.locator('.stepNameInput').fill('a bit of punch');
  await page.keyboard.press('Enter');
  await expect.poll(() => steps(page).first().locator('.stepTitle').innerText(), patience).toBe('a bit of punch');
});

it('folds away and opens again', async () => {
  const { page } = editor;
  const fold = page.getByRole('button', { name: /^History/ });
  await fold.click();
  await page.locator('.stateList').waitFor({ state: 'detached' });
  await fold.press('Enter');
  await expect.poll(() => rows(page).count(), patience).toBeGreaterThan(2);
});

it('shows the last of many states at once, and the others on demand', async () => {
  const { page } = editor;
  const onOff = steps(page).first().getByRole('switch');
  for (let state = 0; state < 62; state += 1) {
    await onOff.click();
    await expect.poll(() => onOff.getAttribute('aria-checked'), patience).toBe(String(state % 2 === 1));
  }
  const more = page.getByRole('button', { name: /^Show \d+ more state/ });
  await more.waitFor();
  const shown = await rows(page).count();
  await more.click();
  await expect.poll(() => rows(page).count(), patience).toBeGreaterThan(shown);
  await more.waitFor({ state: 'detached' });
  expect(editor.complaints).toEqual([]);
});
