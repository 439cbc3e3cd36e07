import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EditorUnderTest } from './editorUnderTest.ts';
import { openAndWait, steps } from './hands.ts';
import { openEditor } from './openEditor.ts';
import { patience } from './patience.ts';
import { noisyPhoto } from './photos.ts';

let editor: EditorUnderTest;
beforeAll(async () => {
  editor = await openEditor({
    makePhotos: async (folder) => {
      for (const name of ['one.jpg', 'two.jpg']) await noisyPhoto(`${folder}/${name}`, 120, 90);
    },
  });
  await openAndWait(editor, 'two.jpg');
  await openAndWait(editor, 'one.jpg');
}, 240_000);
afterAll(() => editor.close());

it('saves the steps as a preset, and applies it as one entry of undo', async () => {
  const { page } = editor;
  await page.getByRole('button', { name: 'Add a step' }).click();
  await page.getByRole('menuitem', { name: 'Contrast' }).click();
  await expect.poll(() => steps(page).count(), patience).toBe(1);
  await page.getByRole('button', { name: 'Presets and other photos' }).click();
  await page.getByRole('menuitem', { name: 'Save the steps as a preset' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Old prints');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Presets and other photos' }).click();
  await page.getByRole('menuitem', { name: 'Old prints' }).click();
  await expect.poll(() => steps(page).count(), patience).toBe(2);
  await page.locator('.canvasHost').focus();
  await page.keyboard.press('Control+z');
  await expect.poll(() => steps(page).count(), patience).toBe(1);
});

it('copies the steps to another open photo', async () => {
  const { page } = editor;
  await page.getByRole('button', { name: 'Presets and other photos' }).click();
  await page.getByRole('menuitem', { name: 'Copy the steps to two.jpg' }).click();
  await page.locator('.pictureName').click();
  await page.getByRole('menuitemradio', { name: 'two.jpg' }).click();
  await expect.poll(() => steps(page).first().locator('.stepTitle').innerText(), patience).toBe('Contrast');
});

it('complained about nothing on the way', () => {
  expect(editor.complaints).toEqual([]);
});
