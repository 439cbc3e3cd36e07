import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EditorUnderTest } from './editorUnderTest.ts';
import { chips, openAndWait, say, steps, type } from './hands.ts';
import { openEditor } from './openEditor.ts';
import { testPhotos } from './photos.ts';
import { addSharedFolder } from './queueHands.ts';

/** What axe finds serious or critical, as lines that say where. */
async function faults(page: Page): Promise<string[]> {
  // Electron opens no second page, which the other mode would ask for.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`));
}

describe.each(['dark', 'light'] as const)('in the %s theme', (colourScheme) => {
  let editor: EditorUnderTest;
  beforeAll(async () => {
    editor = await openEditor({ makePhotos: testPhotos, colourScheme });
  });
  afterAll(() => editor.close());

  it('is sound before a photo is open', async () => {
    expect(await faults(editor.page)).toEqual([]);
  });

  it('is sound with a photo, a step and a plan', async () => {
    const { page } = editor;
    await openAndWait(editor, 'small.jpg');
    await page.getByRole('button', { name: 'Add a step' }).click();
    await page.getByRole('menuitem', { name: 'Sharpen' }).click();
    await steps(page).first().waitFor();
    await type(page, 'clear the haze in the distance');
    expect(await faults(page)).toEqual([]);
  });

  it('is sound with an opened step, its mask, a comparison and a menu', async () => {
    const { page } = editor;
    await page.getByRole('button', { name: 'Add a part' }).click();
    await page.getByRole('menu').waitFor();
    expect(await faults(page)).toEqual([]);
    await page.getByRole('menuitem', { name: 'Ellipse' }).click();
    await page.locator('.partList .partName').first().waitFor();
    await page.locator('.canvasHost').focus();
    await page.keyboard.press('s');
    await page.keyboard.press('c');
    await page.locator('.scopeNote').waitFor();
    expect(await faults(page)).toEqual([]);
    await page.locator('.scopeNote button').click();
    await page.locator('.canvasHost').focus();
    await page.keyboard.press('s');
  });

  it('is sound with an opened chip, a refusal, a place without a mask, and a message', async () => {
    const { page } = editor;
    await type(page, 'clear the haze in the distance');
    await chips(page).first().locator('.chipBody').click();
    await page.locator('.chipPopover').waitFor();
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await type(page, 'turn the dog into a cat');
    await page.locator('.refusal').waitFor();
    expect(await faults(page)).toEqual([]);
    await say(page, 'brighten her face');
    await page.locator('.maskBanner').waitFor();
    await page.locator('.canvasHost').focus();
    await editor.choosePhoto('broken.jpg');
    await page.locator('.toastTitle').waitFor();
    await page.keyboard.press('Escape');
    expect(await faults(page)).toEqual([]);
    await page.locator('.statusButton', { hasText: 'problem' }).click();
    await page.locator('.problems').waitFor();
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('.toast').getByRole('button', { name: 'Close' }).click();
    await page.locator('.toast').waitFor({ state: 'detached' });
  });

  it('is sound with the queue', async () => {
    const { page, host } = editor;
    await page.keyboard.press('Control+j');
    await page.locator('.queuePanel').waitFor();
    expect(await faults(page)).toEqual([]);
    // Electron adds photos by the system's own dialog.
    if (host === 'browser') {
      await addSharedFolder(editor);
      expect(await faults(page)).toEqual([]);
    }
    await page.keyboard.press('Control+j');
    await page.locator('.queuePanel').waitFor({ state: 'detached' });
  });

  it.each([
    ['export', 'Control+e'],
    ['settings', 'Control+,'],
    ['commands', 'Control+k'],
    ['keys', '?'],
    ['branches', 'h'],
    ['photos for the queue', 'Control+Shift+o'],
    ['open', 'Control+o'],
  ])('is sound in the dialog: %s', async (name, keys) => {
    const { page, host } = editor;
    // Electron opens files by the system's own dialog.
    if (['open', 'photos for the queue'].includes(name) && host === 'electron') return;
    await page.locator('.canvasHost').focus();
    await page.keyboard.press(keys);
    await page.getByRole('dialog').waitFor();
    const found = await faults(page);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(found).toEqual([]);
  });
});
