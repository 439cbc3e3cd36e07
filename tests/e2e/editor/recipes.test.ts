import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
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
      for (const name of ['one.jpg', 'two.jpg', 'three.jpg']) await noisyPhoto(`${folder}/${name}`, 120, 90);
    },
  });
  await openAndWait(editor, 'three.jpg');
  await openAndWait(editor, 'two.jpg');
  await openAndWait(editor, 'one.jpg');
});
afterAll(() => editor.close());

const titles = () => steps(editor.page).locator('.stepTitle').allInnerTexts();
const presetItems = async (): Promise<string[]> => {
  await openMenu();
  const names = await editor.page.getByRole('menuitem').allInnerTexts();
  await editor.page.keyboard.press('Escape');
  await editor.page.getByRole('menu').waitFor({ state: 'detached' });
  return names;
};

async function openMenu(): Promise<void> {
  await editor.page.getByRole('button', { name: 'Presets and other photos' }).click();
  await editor.page.getByRole('menuitem', { name: 'Save the steps as a preset' }).waitFor();
}

async function choose(entry: string): Promise<void> {
  await openMenu();
  await editor.page.getByRole('menuitem', { name: entry, exact: true }).click();
}

async function add(operation: string): Promise<void> {
  await editor.page.getByRole('button', { name: 'Add a step' }).click();
  await editor.page.getByRole('menuitem', { name: operation, exact: true }).click();
}

async function undo(): Promise<void> {
  await editor.page.locator('.canvasHost').focus();
  await editor.page.keyboard.press('Control+z');
}

async function show(photo: string): Promise<void> {
  await editor.page.locator('.pictureName').click();
  await editor.page.getByRole('menuitemradio', { name: photo }).click();
  await editor.page.locator('.pictureTitle', { hasText: photo }).waitFor();
}

it('saves the steps as a preset, and applies it as one entry of undo', async () => {
  const { page } = editor;
  await add('Contrast');
  await expect.poll(titles, patience).toEqual(['Contrast']);
  await choose('Save the steps as a preset');
  await page.getByRole('textbox', { name: 'Name' }).fill('Old prints');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await expect.poll(presetItems, patience).toContain('Old prints');
  await choose('Old prints');
  await expect.poll(titles, patience).toEqual(['Contrast', 'Contrast']);
  await undo();
  await expect.poll(titles, patience).toEqual(['Contrast']);
});

it('replaces a preset of the same name, and says so before', async () => {
  const { page } = editor;
  await add('Saturation');
  await expect.poll(titles, patience).toEqual(['Saturation', 'Contrast']);
  await choose('Save the steps as a preset');
  await page.getByRole('textbox', { name: 'Name' }).fill('Old prints');
  await page.getByRole('button', { name: 'Replace the one of this name' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await show('two.jpg');
  await choose('Old prints');
  await expect.poll(titles, patience).toEqual(['Saturation', 'Contrast']);
  await undo();
  await expect.poll(titles, patience).toEqual([]);
  await show('one.jpg');
});

it('deletes a preset', async () => {
  const { page } = editor;
  await choose('Save the steps as a preset');
  await page.getByRole('button', { name: 'Delete the preset Old prints' }).click();
  await page.getByRole('button', { name: 'Delete the preset Old prints' }).waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await expect.poll(presetItems, patience).not.toContain('Old prints');
  await expect.poll(() => presetItems(), patience).toContain('No presets yet');
});

it('copies the steps to one other open photo', async () => {
  await choose('Copy the steps to two.jpg');
  await show('two.jpg');
  await expect.poll(titles, patience).toEqual(['Saturation', 'Contrast']);
  await show('three.jpg');
  await expect.poll(titles, patience).toEqual([]);
  await show('one.jpg');
});

it('copies the steps to all other open photos, after what they have', async () => {
  await choose('Copy the steps to all 2 other photos');
  await show('three.jpg');
  await expect.poll(titles, patience).toEqual(['Saturation', 'Contrast']);
  await show('two.jpg');
  await expect.poll(titles, patience).toEqual(['Saturation', 'Contrast', 'Saturation', 'Contrast']);
});

it('complained about nothing on the way', () => {
  expect(editor.complaints).toEqual([]);
});

it.runIf(process.platform === 'linux')(
  'offers its presets in the menu of the file manager, and takes them away',
  async () => {
    const { page } = editor;
    const scripts = join(dirname(editor.photos), 'share', 'nautilus', 'scripts');
    const offered = () =>
      readdir(scripts).then(
        (names) => names.sort(),
        () => [],
      );
    const menuIs = async (choice: 'Offers Patina' | 'Without Patina'): Promise<void> => {
      await page.keyboard.press('Control+,');
      await page.getByLabel('Menu of the file manager').selectOption(choice);
    };
    await menuIs('Offers Patina');
    await expect.poll(offered, patience).toEqual(['Open in Patina', 'Restore with Patina']);
    await page.keyboard.press('Escape');
    await choose('Save the steps as a preset');
    await page.getByRole('textbox', { name: 'Name' }).fill('Slides');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect.poll(offered, patience).toContain('Restore with Patina: Slides');
    await menuIs('Without Patina');
    await expect.poll(offered, patience).toEqual([]);
    await page.keyboard.press('Escape');
  },
);
